package io.vicinal.cli.command;

import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.ingest.Documents;
import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.ingest.Ingestion;
import io.vicinal.cli.ingest.VectorOutput;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.model.OpenModel;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.cli.terminal.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns texts into a file of vectors. */
@Command(
        name = "embed",
        header = "Turn texts into vectors, in a file that other programs read.",
        description = {
            "",
            "Rows are in the order of the documents. A file of .npy or .fvecs is not written if a document could not be embedded;"
                    + " .jsonl leaves it out.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal embed --from questions.txt --out questions.npy"},
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:done, but for documents that are listed in a file"})
public final class EmbedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description = "Where the documents are, as for 'vicinal index'.")
    private Path from = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write: .npy (float32 rows), .fvecs, or .jsonl (id and vector a line).")
    private Path out = Path.of("");

    @Option(
            names = "--id-field",
            paramLabel = "NAME",
            description = "The field or column that holds the id (default: ${DEFAULT-VALUE}).")
    private String idField = DocumentFields.DEFAULT.id();

    @Option(
            names = "--text-field",
            paramLabel = "NAME",
            description = "The field or column that holds the text (default: ${DEFAULT-VALUE}).")
    private String textField = DocumentFields.DEFAULT.text();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final ChunkOptions chunks = new ChunkOptions();

    @Option(
            names = "--failures",
            paramLabel = "FILE",
            description = "Where documents are listed that could not be embedded (default: FILE.failed.jsonl).")
    private @Nullable Path failures;

    @Option(names = "--json", description = "Print what was done as one JSON object.")
    private boolean json;

    /** For the command line. */
    public EmbedCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelRequest request = model.request(spec.commandLine());
        DocumentFields fields = new DocumentFields(idField, textField);
        return Work.run(() -> call(request, fields));
    }

    private int call(ModelRequest request, DocumentFields fields) throws IOException {
        try (DocumentSource source = DocumentSource.open(from, fields);
                OpenModel open = OpenModel.open(request, model.cacheFolder())) {
            IngestSettings settings = new IngestSettings(
                    chunks.chunker(open.model().tokenCounter(), spec.commandLine()),
                    request.concurrency(),
                    failures == null ? IngestSettings.failuresBeside(out) : failures,
                    fields);
            settings.requireOtherThan(from);
            return embed(Documents.of(source), open, settings);
        }
    }

    private int embed(Documents documents, OpenModel open, IngestSettings settings) throws IOException {
        VectorOutput output = Interruption.closes(() -> VectorOutput.create(out));
        try (output) {
            Ingestion.Outcome outcome = Ingestion.run(documents, open.model(), settings, output::add);
            if (outcome.failed() > 0 && !output.leavesOut()) {
                throw new IOException("%,d documents could not be embedded (%s), listed in %s: %s is not written"
                        .formatted(outcome.failed(), outcome.firstReason(), settings.failures(), out));
            }
            output.commit(open.model());
            IngestPrinter.done(out, output.count(), outcome, settings, json, spec.commandLine());
            return outcome.failed() > 0 ? IngestPrinter.SOME_FAILED : 0;
        } finally {
            Interruption.finished(output);
        }
    }
}
