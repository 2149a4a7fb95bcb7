package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectoryWriter;
import io.vicinal.cli.directory.EngineChoice;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.model.LocalModel;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a directory of documents that can be searched. */
@Command(
        name = "index",
        header = "Make documents searchable by meaning.",
        description = {
            "",
            "Reads documents, embeds their texts with the model that comes with vicinal, and writes an index that 'vicinal search'"
                    + " searches. An index that is there already is replaced when the new one is complete, not before.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal index notes.index --from ~/notes",
            "  jq -c '{id: .sku, text: .title}' products.json | vicinal index products.index --from -"
        })
public final class IndexCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder to write, new or empty or an older index.")
    private Path directory = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description =
                    "Where the documents are: .jsonl (an object a line), .csv (with a header), .txt (a document a line), a"
                            + " folder of .txt and .md files (a document each), or - for standard input (JSON lines or text).")
    private Path from = Path.of("");

    @Option(
            names = "--id-field",
            paramLabel = "NAME",
            description =
                    "The field or column that holds the id (default: ${DEFAULT-VALUE}); where there is none, it is the line"
                            + " number.")
    private String idField = DocumentFields.DEFAULT.id();

    @Option(
            names = "--text-field",
            paramLabel = "NAME",
            description =
                    "The field or column that holds the text (default: ${DEFAULT-VALUE}). All others are kept as metadata.")
    private String textField = DocumentFields.DEFAULT.text();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = EngineConverter.class,
            description =
                    "What searches: flat, exact; hnsw, a graph; hnswlib, a graph that is built anew whenever the index is"
                            + " opened (default: hnsw from 10,000 documents on, flat below).")
    private @Nullable String engine;

    /** For the command line. */
    public IndexCommand() {}

    @Override
    public Integer call() throws IOException {
        DocumentDirectoryWriter.requireReplaceable(directory);
        DocumentFields fields = new DocumentFields(idField, textField);
        try (DocumentSource source = DocumentSource.open(from, fields);
                EmbeddingModel model = LocalModel.load()) {
            long documents = Building.build(directory, Building.of(source), model, EngineChoice.of(engine));
            spec.commandLine().getErr().printf(Locale.ROOT, "%s: %,d documents%n", directory, documents);
            if (source.skipped() > 0) {
                spec.commandLine().getErr().printf(Locale.ROOT, "passed over: %,d empty files%n", source.skipped());
            }
        }
        return 0;
    }
}
