package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.VectorMapping;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a file where they lie, and the exact engine over them. */
record ExactSearch(VectorRows rows, Metric metric, VectorIndex index, Arena arena) implements Closeable {
    /** Queries between two steps of the progress bar: several passes over the rows. */
    private static final int WINDOW = 128;

    static ExactSearch open(Path base, Metric metric) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            VectorRows rows = VectorMapping.map(base, arena);
            VectorIndex index = VectorIndex.builder(rows.dimension(), metric)
                    .flat()
                    .directory(base.toAbsolutePath().getParent())
                    .over(rows);
            return new ExactSearch(rows, metric, index, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** The nearest rows of each query, best first, found on all cores. */
    int[][] nearest(float[][] queries, int k) throws IOException {
        int[][] nearest = new int[queries.length][];
        try (Progress progress = Progress.start("computing the truth", "queries", queries.length)) {
            for (int from = 0; from < queries.length; from += WINDOW) {
                List<Query> window = new ArrayList<>();
                for (int i = from; i < Math.min(queries.length, from + WINDOW); i++) {
                    window.add(Query.of(queries[i]).k(k));
                }
                List<Hits> answers = index.searchAll(window);
                for (int i = 0; i < answers.size(); i++) {
                    nearest[from + i] = rows(answers.get(i));
                }
                progress.advance(window.size());
            }
        }
        return nearest;
    }

    /** The numbers of rows, which are their ids. */
    static int[] rows(Hits hits) {
        return Arrays.stream(hits.ids()).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() {
        index.close();
        arena.close();
    }
}
