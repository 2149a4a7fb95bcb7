package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a collection anew without what was replaced and deleted. */
@Command(
        name = "compact",
        header = "Free the space of documents that were replaced or deleted.",
        description = {
            "",
            "Writes the index anew beside the old one, which stays until the new one is complete. Others can read it meanwhile.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal compact notes.index"})
public final class CompactCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print one JSON object: documents, bytesBefore and bytesAfter.")
    private boolean json;

    /** For the command line. */
    public CompactCommand() {}

    @Override
    public Integer call() throws IOException {
        return Work.run(this::compact);
    }

    private int compact() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (Collection documents = CollectionFolder.openForWriting(directory);
                Progress progress = Progress.start("compacting", "documents", Progress.UNKNOWN)) {
            progress.say("%,d documents".formatted(documents.size()));
            fields.put("documents", documents.size());
            fields.put("bytesBefore", documents.stats().fileBytes());
            documents.compact();
            fields.put("bytesAfter", documents.stats().fileBytes());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(fields));
        } else {
            fields.forEach((name, value) -> out.printf(Locale.ROOT, "%-12s %s%n", name, value));
        }
        return 0;
    }
}
