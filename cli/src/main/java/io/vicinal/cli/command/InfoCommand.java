package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectory;
import io.vicinal.cli.terminal.Json;
import io.vicinal.index.IndexStats;
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

/** Describes a directory of documents. */
@Command(
        name = "info",
        header = "Tell what is in an index.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal info notes.index --json"})
public final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** For the command line. */
    public InfoCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (DocumentDirectory documents = DocumentDirectory.open(directory)) {
            Map<String, Object> info = info(documents);
            String reason = documents
                    .description()
                    .engine()
                    .reason(documents.description().documents());
            if (json) {
                info.put("engineReason", reason);
                out.println(Json.pretty(info));
            } else {
                info.computeIfPresent("engine", (name, engine) -> reason.isEmpty() ? engine : engine + ": " + reason);
                info.forEach((name, value) -> out.printf(Locale.ROOT, "%-12s %s%n", name, value));
            }
        }
        return 0;
    }

    private static Map<String, Object> info(DocumentDirectory documents) throws IOException {
        IndexStats stats = documents.stats();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("documents", documents.description().documents());
        info.put("dimension", stats.dimension());
        info.put("metric", stats.metric().label());
        info.put("engine", stats.engine());
        info.put("model", documents.description().model());
        info.put("created", documents.description().created());
        info.put("bytesOnDisk", documents.bytesOnDisk());
        info.put("kernels", stats.kernels());
        return info;
    }
}
