package io.vicinal.cli.command;

import io.vicinal.cli.knn.IndexRequest;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.GraphSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that tell what is searched. */
final class KnnIndexOptions {
    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "The rows to search: .fvecs, .npy, .bvecs. Not needed if --index is there already.")
    private @Nullable Path base;

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description =
                    "Keep the index here: it is opened if it is there, otherwise built of --base and saved. If --base is"
                            + " given too, its rows must be those of the index.")
    private @Nullable Path file;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = EngineConverter.class,
            description =
                    "What searches: flat, exact; hnsw or hnswlib, a graph (default: that of --index if it is there,"
                            + " otherwise flat).")
    private @Nullable String engine;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Neighbours of a node of a graph, HNSW's M, 2 to 512 (default: 16).")
    private @Nullable Integer connections;

    @Option(
            names = "--build-effort",
            paramLabel = "N",
            description = "How hard these are looked for, HNSW's efConstruction (default: 200).")
    private @Nullable Integer buildEffort;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = EncodingConverter.class,
            description =
                    "The form in which rows are compared before exact scores decide: float32, none; auto, what suits the"
                            + " dimension; int8, rabitq1, rabitq2, rabitq3, rabitq4 or rabitq_line (default: auto with hnsw,"
                            + " float32 with flat, which then misses nothing; with another one neighbour in ten thousand).")
    private @Nullable EncodingKind encoding;

    /** Returns what is asked for, if it makes sense. */
    IndexRequest request(@Nullable Integer threads, CommandLine commandLine) {
        if (base == null && file == null) {
            throw new ParameterException(commandLine, "--base is missing, or an --index that is there already");
        }
        requireInRange(commandLine);
        return new IndexRequest(base, file, engine, connections, buildEffort, encoding, threads);
    }

    private void requireInRange(CommandLine commandLine) {
        if (buildEffort != null && buildEffort < 1) {
            throw new ParameterException(commandLine, "--build-effort must be at least 1 but is " + buildEffort);
        }
        try {
            GraphSettings.DEFAULT.connections(connections == null ? 2 : connections);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--" + e.getMessage(), e);
        }
    }

    /** Returns where a new index will be written; null if none will. */
    @Nullable
    Path written() {
        return file == null || Files.exists(file) ? null : file;
    }
}
