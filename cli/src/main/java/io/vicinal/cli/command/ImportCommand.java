package io.vicinal.cli.command;

import io.vicinal.cli.collection.EngineChoice;
import io.vicinal.cli.collection.ImportTarget;
import io.vicinal.cli.document.VectorDocuments;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Document;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts documents with vectors into a collection. */
@Command(
        name = "import",
        header = "Put documents that have vectors already into an index.",
        description = {
            "",
            "Reads JSON lines as 'vicinal export --vectors' writes them: id, text, metadata, vector; other fields are metadata too."
                    + " No model is needed. The index is made if there is none; in one that is there, documents with the same ids"
                    + " are replaced. What was put before a mistake is met stays.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal import copy.index --from notes.jsonl",
            "  vicinal import papers.index --from papers.jsonl --vectors papers.npy --metric dot"
        })
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The index; made if there is none.")
    private Path directory = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "The documents, a JSON object a line, or - for standard input.")
    private Path from = Path.of("");

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description =
                    "Their vectors in the same order: .npy, .fvecs or .bvecs (default: each document has its own).")
    private @Nullable Path vectors;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            converter = MetricConverter.class,
            description = "How vectors are compared: cosine, dot or euclidean (default: cosine).")
    private @Nullable Metric metric;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = EngineChoiceConverter.class,
            description = "What searches: auto, flat or hnsw, as for 'vicinal index' (default: auto).")
    private @Nullable EngineChoice engine;

    @Option(
            names = "--model-identity",
            paramLabel = "TEXT",
            description =
                    "What made the vectors, as 'vicinal info' calls it; an index is refused to any other (default: not"
                            + " told).")
    private @Nullable String model;

    @Option(names = "--json", description = "Print one JSON object: imported, and documents, as many as there are now.")
    private boolean json;

    /** For the command line. */
    public ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        return Work.run(this::run);
    }

    private int run() throws IOException {
        long imported;
        long documents;
        try (VectorDocuments source = VectorDocuments.open(from, vectors);
                ImportTarget target = ImportTarget.open(directory, new ImportTarget.Asked(metric, engine, model))) {
            imported = put(source, target);
            if (target.mustConnect()) {
                Connecting.run(target::connect);
            }
            documents = target.commit();
        }
        spec.commandLine()
                .getErr()
                .printf(Locale.ROOT, "%s: %,d documents imported, %,d there%n", directory, imported, documents);
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("imported", imported);
            fields.put("documents", documents);
            spec.commandLine().getOut().println(Json.line(fields));
        }
        return 0;
    }

    private static long put(VectorDocuments source, ImportTarget target) throws IOException {
        long count = 0;
        try (Progress progress = Progress.start("importing", "documents", Progress.UNKNOWN)) {
            for (Document next = source.next(); next != null; next = source.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                target.put(next);
                progress.expect(source.total().orElse(Progress.UNKNOWN));
                progress.reach(++count);
            }
        }
        return count;
    }
}
