package io.vicinal.index;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Seeded clustered rows, and how much of the true answers over them is found; the truth is what the engine {@code flat} says. */
final class Recall implements AutoCloseable {
    private static final float SLACK = 1e-5f;

    private final List<float[]> queries = new ArrayList<>();
    private final VectorIndex exact;

    Recall(Metric metric, ClusteredVectors vectors, int dimension, int queryCount) throws IOException {
        exact = VectorIndex.builder(dimension, metric).flat().create();
        for (int i = 0; i < queryCount; i++) {
            queries.add(vectors.next());
        }
    }

    /** The true index, to be changed as the one measured is. */
    VectorIndex exact() {
        return exact;
    }

    List<float[]> queries() {
        return queries;
    }

    /** The mean share of the k nearest that are found; what is as near as the last of them counts as well. */
    double of(VectorIndex index, int k, int effort) {
        double sum = 0;
        for (float[] query : queries) {
            sum += share(
                    index.search(Query.of(query).k(k).effort(effort)),
                    Query.of(query).k(k));
        }
        return sum / queries.size();
    }

    /** The share of the true answer to a query that an answer holds. */
    double share(Hits hits, Query query) {
        Hits truth = exact.search(query);
        if (truth.size() == 0) {
            return 1;
        }
        float last = truth.score(truth.size() - 1);
        long found = IntStream.range(0, hits.size())
                .filter(i -> hits.score(i) >= last - SLACK * Math.abs(last))
                .count();
        return Math.min(1, (double) found / truth.size());
    }

    static long[] ids(long from, long to) {
        return LongStream.range(from, to).toArray();
    }

    @Override
    public void close() {
        exact.close();
    }
}
