package io.vicinal.cli.command;

import io.vicinal.cli.knn.IndexRequest;
import io.vicinal.cli.knn.Knn;
import io.vicinal.cli.knn.KnnRequest;
import io.vicinal.cli.knn.KnnStats;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Offline nearest neighbours. */
@Command(
        name = "knn",
        header = "Find the nearest neighbours of each vector of one file among the rows of another.",
        description = {
            "",
            "Files of float32 .fvecs and .npy are searched where they lie, whatever their size; .bvecs and float16 .npy are copied"
                    + " first. Rows are numbered from 0. Equal scores are in the order of row numbers.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal knn --base base.fvecs --queries queries.fvecs -k 100 --metric euclidean --out truth.ivecs",
            "  vicinal knn --base base.fvecs --queries queries.fvecs --metric euclidean --engine hnsw --index base.hnsw"
                    + " --effort 16,32,64 --truth truth.ivecs"
        })
public final class KnnCommand implements Callable<Integer> {
    /** More than any machine has; each costs memory. */
    private static final int MAX_THREADS = 4096;

    private static final int USUAL_EFFORT = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final KnnIndexOptions index = new KnnIndexOptions();

    @Option(
            names = "--queries",
            required = true,
            paramLabel = "FILE",
            description = "The vectors whose neighbours are wanted: .fvecs, .npy, .bvecs.")
    private Path queries = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "How many neighbours of each (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--metric",
            required = true,
            paramLabel = "METRIC",
            converter = MetricConverter.class,
            description = "How vectors are compared: cosine, dot or euclidean.")
    private Metric metric = Metric.COSINE;

    @Option(
            names = "--effort",
            paramLabel = "N",
            split = ",",
            description =
                    "How hard an approximate engine looks, HNSW's ef (default: 64, or k if that is more). With several,"
                            + " as in 10,16,24, all queries are answered with each.")
    private List<Integer> efforts = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many cores build and search (default: all build, one searches).")
    private @Nullable Integer threads;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "How many queries are answered in one call (default: ${DEFAULT-VALUE}). The times of single queries are"
                            + " those of their call.")
    private int batch = 8;

    @Option(
            names = "--filter-ids",
            paramLabel = "FILE",
            description = "Find only these rows: text, with a row number a line.")
    private @Nullable Path filter;

    @Option(
            names = "--truth",
            paramLabel = "FILE.ivecs",
            description = "The right answers; adds the recall, the part of the first k that was found.")
    private @Nullable Path truth;

    @Option(
            names = "--out",
            paramLabel = "FILE.ivecs",
            description =
                    "Write the row numbers of the neighbours of each query, best first; with several efforts, those of"
                            + " the last.")
    private @Nullable Path out;

    @Option(
            names = "--stats",
            paramLabel = "FILE.json",
            description = "Write what it took as one JSON object; with several efforts, as one a line.")
    private @Nullable Path stats;

    @Option(names = "--json", description = "Print what --stats writes, and no table.")
    private boolean json;

    /** For the command line. */
    public KnnCommand() {}

    @Override
    public Integer call() throws IOException {
        requirePositive("-k", k);
        efforts.forEach(effort -> requirePositive("--effort", effort));
        requirePositive("--batch", batch);
        int searching = threads == null ? 1 : threads;
        requirePositive("--threads", searching);
        if (searching > MAX_THREADS) {
            throw new ParameterException(
                    spec.commandLine(), "--threads must be at most %d but is %d".formatted(MAX_THREADS, searching));
        }
        IndexRequest searched = index.request(threads, spec.commandLine());
        requirePlace(out);
        requirePlace(stats);
        requirePlace(index.written());
        List<Integer> asked = efforts.isEmpty() ? List.of(Math.max(USUAL_EFFORT, k)) : efforts;
        List<KnnStats> results =
                Knn.run(new KnnRequest(searched, queries, k, metric, asked, searching, batch, filter, truth, out));
        if (stats != null) {
            writeStats(stats, KnnPrinter.forPrograms(results) + "\n");
        }
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.println(KnnPrinter.forPrograms(results));
        } else {
            KnnPrinter.forPeople(results, printer);
        }
        return 0;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be at least 1 but is %d".formatted(option, value));
        }
    }

    /** Found out now, and not when the search is done. */
    private static void requirePlace(@Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (folder != null && !Files.exists(file) && !Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " can't be written: it is a directory");
        }
    }

    private static void writeStats(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device is written to, not replaced.
            Files.write(file, bytes);
            return;
        }
        NewFile created = Interruption.closes(() -> NewFile.create(file, bytes.length));
        try (created) {
            created.write(MemorySegment.ofArray(bytes));
            created.publish();
        } finally {
            Interruption.finished(created);
        }
    }
}
