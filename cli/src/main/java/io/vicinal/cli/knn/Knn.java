package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Interruption;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.IntVectorWriter;
import io.vicinal.format.VectorReader;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexStats;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the neighbours of each vector of one file among the rows of another. Neither file need fit into memory. */
public final class Knn {
    /** Queries read ahead: enough for every core to have several batches. */
    private static final int WINDOW = 1024;

    /** But not more than 16 MiB of them, unless a batch is larger. */
    private static final int WINDOW_FLOATS = 1 << 22;

    /** What the format allows. */
    private static final int MAX_OUT = 65_536;

    private final KnnRequest request;

    private Knn(KnnRequest request) {
        this.request = request;
    }

    /**
     * Does it.
     *
     * @param request what is wanted
     * @return what it took
     * @throws IOException if a file can't be read or written
     * @throws IllegalArgumentException if the files don't fit each other
     * @throws io.vicinal.storage.CorruptFileException if a file is damaged
     */
    public static KnnStats run(KnnRequest request) throws IOException {
        return new Knn(request).run();
    }

    /** What is likely to be mistyped is looked at before the base, which may take minutes. */
    private KnnStats run() throws IOException {
        Path out = request.out();
        if (out == null) {
            return runTo(null);
        }
        if (request.k() > MAX_OUT) {
            throw new IllegalArgumentException(
                    "k is %d but a row of %s can hold at most %d".formatted(request.k(), out, MAX_OUT));
        }
        IntVectorWriter writer = Interruption.closes(() -> IntVectorWriter.create(out, request.k()));
        try (writer) {
            return runTo(writer);
        } finally {
            Interruption.finished(writer);
        }
    }

    private KnnStats runTo(@Nullable IntVectorWriter writer) throws IOException {
        try (VectorReader queries = VectorReader.open(request.queries());
                Truth truth = Truth.open(request, queries.count())) {
            long start = System.nanoTime();
            try (BaseIndex base = BaseIndex.open(request, queries)) {
                double buildSeconds = (System.nanoTime() - start) / 1e9;
                KnnStats.Latencies latencies = new KnnStats.Latencies();
                double searchSeconds = answer(base.index(), queries, truth, writer, latencies);
                if (writer != null) {
                    writer.commit();
                }
                IndexStats stats = base.index().stats();
                return new KnnStats(
                        request,
                        stats.dimension(),
                        stats.size(),
                        queries.count(),
                        buildSeconds,
                        searchSeconds,
                        latencies,
                        stats.mappedBytes() + stats.heapBytes(),
                        stats.kernels(),
                        truth.recall());
            }
        }
    }

    /** Answers all queries, and returns the seconds that only that took. */
    private double answer(
            VectorIndex index,
            VectorReader queries,
            Truth truth,
            @Nullable IntVectorWriter writer,
            KnnStats.Latencies latencies)
            throws IOException {
        double seconds = 0;
        try (Progress progress = Progress.start("searching", "queries", queries.count())) {
            long answered = 0;
            List<Query> window = read(queries, answered);
            while (!window.isEmpty()) {
                for (int from = 0; from < window.size(); from += request.batch()) {
                    List<Query> batch = window.subList(from, Math.min(window.size(), from + request.batch()));
                    long start = System.nanoTime();
                    List<Hits> answers = index.searchAll(batch, request.threads());
                    long nanos = System.nanoTime() - start;
                    latencies.add(nanos, batch.size());
                    seconds += nanos / 1e9;
                    for (int i = 0; i < batch.size(); i++) {
                        truth.compare(batch.get(i), answers.get(i), index);
                        write(answers.get(i), writer);
                    }
                    progress.advance(batch.size());
                }
                answered += window.size();
                window = read(queries, answered);
            }
        }
        return seconds;
    }

    private List<Query> read(VectorReader queries, long first) throws IOException {
        int dimension = queries.dimension();
        int size = Math.max(request.batch(), Math.min(WINDOW, WINDOW_FLOATS / Math.max(1, dimension)));
        List<Query> window = new ArrayList<>();
        float[] vector = new float[dimension];
        while (window.size() < size && queries.next(vector)) {
            VectorCheck.norm(
                    vector, dimension, request.metric(), request.queries() + ": vector " + (first + window.size()));
            window.add(Query.of(vector.clone()).k(request.k()).effort(request.effort()));
        }
        return window;
    }

    private static void write(Hits hits, @Nullable IntVectorWriter writer) throws IOException {
        if (writer != null) {
            int[] rows = new int[writer.dimension()];
            Arrays.setAll(rows, i -> (int) hits.id(i));
            writer.write(rows);
        }
    }
}
