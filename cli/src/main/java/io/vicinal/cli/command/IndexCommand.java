package io.vicinal.cli.command;

import io.vicinal.cli.collection.AddedDocuments;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.collection.EngineChoice;
import io.vicinal.cli.collection.Filling;
import io.vicinal.cli.collection.NewCollection;
import io.vicinal.cli.collection.Provenance;
import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.ingest.Documents;
import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.model.OpenModel;
import io.vicinal.cli.terminal.Work;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.ingest.DryRun;
import io.vicinal.embedding.ingest.Ingestor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a collection of documents that can be searched, or adds to one. */
@Command(
        name = "index",
        header = "Make documents searchable by meaning.",
        description = {
            "",
            "Reads documents, embeds their texts, and writes an index (a collection) that 'vicinal search' searches. An index"
                    + " that is there already is replaced when the new one is complete, not before; --add puts documents into it"
                    + " instead. Vectors are kept in a cache: a run that was ended, by whatever, goes on where it was when the"
                    + " same command is given again.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal index notes.index --from ~/notes",
            "  jq -c '{id: .sku, text: .title}' products.json | vicinal index products.index --from -",
            "  vicinal index notes.index --from today.jsonl --add",
            "  vicinal index papers.index --from papers.jsonl --model openrouter:openai/text-embedding-3-small --chunk 400"
                    + " --dry-run"
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:done, but for documents that are listed in a file"})
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
            description = "The field or column that holds the text (default: ${DEFAULT-VALUE}). All others are"
                    + " metadata: an object's fields become 'object.field', elements of lists strings.")
    private String textField = DocumentFields.DEFAULT.text();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = EngineChoiceConverter.class,
            description =
                    "What searches: flat, exact; hnsw, a graph; auto, exact below 10,000 documents and a graph from"
                            + " there on (default: auto).")
    private @Nullable EngineChoice engine;

    @Option(
            names = "--add",
            description =
                    "Put the documents into the index that is there, in the place of those with the same ids. What was"
                            + " put stays, also if the run is ended.")
    private boolean add;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final ChunkOptions chunks = new ChunkOptions();

    @Option(
            names = "--dry-run",
            description =
                    "Only tell how many tokens that would be, how many of the texts are in the cache, and what it would cost;"
                            + " nothing is sent or written.")
    private boolean dryRun;

    @Option(
            names = "--price",
            paramLabel = "X",
            description = "What a million tokens cost, in any currency: for --dry-run.")
    private @Nullable Double price;

    @Option(
            names = "--resume",
            description =
                    "Go on after a run that was killed: as always, what it had embedded comes out of the cache; and what it left"
                            + " half-done beside DIR is removed.")
    private boolean resume;

    @Option(
            names = "--failures",
            paramLabel = "FILE",
            description =
                    "Where documents are listed that could not be embedded, as JSON lines that --from reads (default:"
                            + " DIR.failed.jsonl).")
    private @Nullable Path failures;

    @Option(names = "--json", description = "Print what was done, or would be, as one JSON object.")
    private boolean json;

    /** For the command line. */
    public IndexCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelRequest request = model.request(spec.commandLine());
        requirePrice();
        if (resume && model.cacheFolder() == null) {
            throw new ParameterException(spec.commandLine(), "--resume needs the cache, so not --no-cache");
        }
        DocumentFields fields = new DocumentFields(idField, textField);
        if (dryRun) {
            return Work.run(() -> dryRun(request, fields));
        }
        if (add) {
            CollectionFolder.requireCollection(directory);
        } else {
            NewCollection.requireReplaceable(directory);
        }
        return Work.run(() -> index(request, fields));
    }

    private int index(ModelRequest request, DocumentFields fields) throws IOException {
        try (DocumentSource source = DocumentSource.open(from, fields);
                OpenModel open = OpenModel.open(request, model.cacheFolder())) {
            IngestSettings settings = new IngestSettings(
                    chunks.chunker(open.model().tokenCounter(), spec.commandLine()),
                    request.concurrency(),
                    failures == null ? IngestSettings.failuresBeside(directory) : failures,
                    fields);
            settings.requireOtherThan(from);
            if (resume) {
                // Whoever has the cache is alone: a run that lives has it open.
                NewCollection.removeLeftovers(directory);
            }
            Indexing.Outcome outcome = index(source, open.model(), request, settings);
            IngestPrinter.done(directory, outcome.added(), outcome.ingestion(), settings, json, spec.commandLine());
            if (add) {
                spec.commandLine()
                        .getErr()
                        .printf(Locale.ROOT, "in the index now: %,d documents%n", outcome.documents());
            }
            if (source.skipped() > 0) {
                spec.commandLine().getErr().printf(Locale.ROOT, "passed over: %,d empty files%n", source.skipped());
            }
            return outcome.ingestion().failed() > 0 ? IngestPrinter.SOME_FAILED : 0;
        }
    }

    private Indexing.Outcome index(
            DocumentSource source, EmbeddingModel model, ModelRequest request, IngestSettings settings)
            throws IOException {
        try (Filling filling = add
                ? AddedDocuments.open(directory, model, engine)
                : NewCollection.create(
                        directory, Provenance.of(request, engine == null ? EngineChoice.AUTO : engine), model)) {
            return new Indexing(directory, model).run(Documents.of(source), settings, filling);
        }
    }

    private void requirePrice() {
        if (price != null && !(dryRun && price >= 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--price must be 0 or more and needs --dry-run, but is " + price);
        }
    }

    private int dryRun(ModelRequest request, DocumentFields fields) throws IOException {
        try (DocumentSource source = DocumentSource.open(from, fields);
                OpenModel open = OpenModel.openToCount(request, model.cacheFolder())) {
            DryRun plan = Ingestor.of(open.model())
                    .chunker(chunks.chunker(open.model().tokenCounter(), spec.commandLine()))
                    .dryRun(Documents.of(source).unique(), Document::text);
            IngestPrinter.plan(plan, open.model().tokenCounter().exact(), price, json, spec.commandLine());
            return 0;
        }
    }
}
