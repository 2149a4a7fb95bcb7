package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectory;
import io.vicinal.cli.model.ModelName;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches a directory of documents. */
@Command(
        name = "search",
        header = "Find the documents closest in meaning to a question.",
        description = {"", "A question that begins with a dash goes last, behind --.", ""},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal search notes.index \"where did we park the car\" -k 3"})
public final class SearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "QUESTION", description = "What to look for, in words.")
    private String question = "";

    @Option(names = "-k", paramLabel = "N", description = "How many hits (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(names = "--json", description = "Print one JSON object: query, and hits with id, score, text and metadata.")
    private boolean json;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelOptions.NameConverter.class,
            description = "Another way to the model that the documents were embedded with, as for 'vicinal index'"
                    + " (default: as they were).")
    private @Nullable ModelName modelName;

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "The environment variable that holds the API key, if it is not the provider's own.")
    private @Nullable String keyVariable;

    /** For the command line. */
    public SearchCommand() {}

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "-k must be at least 1 but is " + k);
        }
        if (question.isBlank()) {
            throw new ParameterException(spec.commandLine(), "the question is blank");
        }
        try (DocumentDirectory documents = DocumentDirectory.open(directory);
                EmbeddingModel model = documents
                        .description()
                        .modelRequest(modelName, keyVariable)
                        .open(null)) {
            List<DocumentDirectory.Hit> hits = documents.search(question, k, model);
            if (json) {
                HitPrinter.forPrograms(question, hits, spec.commandLine().getOut());
            } else {
                HitPrinter.forPeople(question, hits, spec.commandLine().getOut());
            }
        }
        return 0;
    }
}
