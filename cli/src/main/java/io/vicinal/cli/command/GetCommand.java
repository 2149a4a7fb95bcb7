package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints documents by their ids. */
@Command(
        name = "get",
        header = "Print documents by their ids.",
        description = {"", "The exit code is 1 if one is not there. An id that begins with a dash goes behind --.", ""},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal get notes.index car.txt --json"})
public final class GetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "The documents.")
    private List<String> ids = List.of();

    @Option(names = "--vectors", description = "Print vectors too.")
    private boolean vectors;

    @Option(names = "--json", description = "Print a JSON object a line, as 'vicinal export' writes them.")
    private boolean json;

    /** For the command line. */
    public GetCommand() {}

    @Override
    public Integer call() throws IOException {
        int code = 0;
        try (Collection documents = CollectionFolder.openForReading(directory)) {
            for (String id : ids) {
                Optional<Document> found = documents.get(id);
                if (found.isEmpty()) {
                    spec.commandLine().getErr().println("vicinal: there is no document '%s'".formatted(id));
                    code = 1;
                } else if (json) {
                    spec.commandLine().getOut().println(DocumentJson.line(found.get(), vectors));
                } else {
                    print(found.get(), spec.commandLine().getOut());
                }
            }
        }
        return code;
    }

    private void print(Document document, PrintWriter out) {
        out.println(HitPrinter.printable(document.id()));
        if (!document.metadata().isEmpty()) {
            out.println(HitPrinter.fields(document.metadata()));
        }
        document.text()
                .ifPresent(text -> text.lines().map(HitPrinter::printable).forEach(out::println));
        if (vectors) {
            document.vector().ifPresent(vector -> out.println(Arrays.toString(vector)));
        }
        out.println();
    }
}
