package io.vicinal.bench.arena;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.format.IntVectorReader;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Knows the right answers. A row counts as found if it is as close to the query as the last of the true neighbours: which of several
 * equally close rows a contender finds is up to it. Scores are computed here in double precision, whatever the contender says.
 */
final class Judge {
    /** Two scores that differ by less are the same: float arithmetic could not tell them apart. */
    private static final double TOLERANCE = 1e-6;

    private final Metric metric;
    private final VectorRows base;
    private final List<float[]> queries;
    private final int k;

    Judge(Metric metric, VectorRows base, List<float[]> queries, int k) {
        this.metric = metric;
        this.base = base;
        this.queries = queries;
        this.k = k;
    }

    List<float[]> queries() {
        return queries;
    }

    VectorRows base() {
        return base;
    }

    /** The right answers among all rows, as the dataset has them. */
    Truth truth(Dataset dataset) throws IOException {
        return truth(IntVectorReader.readAll(dataset.truth()));
    }

    /** The right answers where each query may find other rows, or not all, by an exact search. */
    Truth truth(Allowance allowed) throws IOException {
        try (VectorIndex flat = VectorIndex.builder(base.dimension(), metric).over(base)) {
            List<Query> asked = new ArrayList<>();
            for (int i = 0; i < queries.size(); i++) {
                IntPredicate rows = allowed.of(i);
                asked.add(Query.of(queries.get(i)).k(k).filter(id -> rows.test((int) id)));
            }
            int threads = Runtime.getRuntime().availableProcessors();
            List<Hits> answers = flat.searchAll(asked, threads);
            return truth(answers.stream()
                    .map(hits ->
                            Arrays.stream(hits.ids()).mapToInt(Math::toIntExact).toArray())
                    .toArray(int[][]::new));
        }
    }

    /** Says for each query which rows it may find. */
    interface Allowance {
        IntPredicate of(int query);
    }

    private Truth truth(int[][] rows) {
        double[] lowest = new double[rows.length];
        int[] counts = new int[rows.length];
        for (int query = 0; query < rows.length; query++) {
            counts[query] = Math.min(k, rows[query].length);
            lowest[query] = Double.POSITIVE_INFINITY;
            for (int i = 0; i < counts[query]; i++) {
                lowest[query] = Math.min(lowest[query], score(query, rows[query][i]));
            }
        }
        return new Truth(rows, lowest, counts);
    }

    Recall recall(int[][] found, Truth truth) {
        double[] parts = new double[found.length];
        for (int query = 0; query < found.length; query++) {
            double lowest = truth.lowestScores()[query];
            double enough = lowest - TOLERANCE * Math.max(1, Math.abs(lowest));
            int count = truth.counts()[query];
            parts[query] = count == 0 ? 1 : (double) Math.min(count, closeEnough(query, found[query], enough)) / count;
        }
        return Recall.of(parts);
    }

    /** Rows found twice count once. */
    private long closeEnough(int query, int[] rows, double enough) {
        return Arrays.stream(rows)
                .filter(row -> row >= 0 && score(query, row) >= enough)
                .distinct()
                .count();
    }

    private double score(int query, int row) {
        float[] vector = new float[base.dimension()];
        base.copy(row, vector);
        float[] asked = queries.get(query);
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            double difference = (double) asked[i] - vector[i];
            dot += (double) asked[i] * vector[i];
            squares += difference * difference;
        }
        return metric == Metric.EUCLIDEAN ? -squares : dot;
    }

    /**
     * The right answers.
     *
     * @param rows for each query the true neighbours, best first
     * @param lowestScores the score of the last of them that is searched for
     * @param counts how many there are to be found
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Truth(int[][] rows, double[] lowestScores, int[] counts) {}
}
