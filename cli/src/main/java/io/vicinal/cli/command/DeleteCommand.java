package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes documents of a collection. */
@Command(
        name = "delete",
        header = "Delete documents of an index.",
        description = {
            "",
            "Tells how many there were, and asks nothing. Their space is free after 'vicinal compact'. An id that begins with a"
                    + " dash goes behind --.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal delete notes.index car.txt bread.txt",
            "  vicinal delete papers.index --filter \"year < 1990\""
        })
public final class DeleteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "The documents.")
    private List<String> ids = List.of();

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "All documents with such metadata, in place of ids.")
    private @Nullable Filter filter;

    @Option(names = "--json", description = "Print one JSON object: deleted and documents, which are left.")
    private boolean json;

    /** For the command line. */
    public DeleteCommand() {}

    @Override
    public Integer call() throws IOException {
        if (ids.isEmpty() == (filter == null)) {
            throw new ParameterException(spec.commandLine(), "either ids or --filter must tell what to delete");
        }
        return Work.run(this::delete);
    }

    private int delete() throws IOException {
        int deleted;
        int left;
        try (Collection documents = CollectionFolder.openForWriting(directory)) {
            deleted = filter == null ? documents.deleteAll(ids) : documents.deleteWhere(filter);
            documents.flush();
            left = documents.size();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("deleted", deleted);
            fields.put("documents", left);
            out.println(Json.line(fields));
        } else {
            out.printf(Locale.ROOT, "%,d documents deleted, %,d left%n", deleted, left);
        }
        return 0;
    }
}
