package io.vicinal.bench.dataset;

import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Measures how hard a dataset's queries are, by the distances of neighbours that are known already. */
final class HardnessMeasurement {
    private static final long SEED = 0x6861726465737421L;
    private static final int NEIGHBOURS = 100;
    private static final int QUERIES = 1000;
    private static final int SAMPLE = 200;
    private static final int RANK = 10;

    private final VectorRows base;
    private final float[][] queries;
    private final int[][] truth;

    private HardnessMeasurement(VectorRows base, float[][] queries, int[][] truth) {
        this.base = base;
        this.queries = queries;
        this.truth = truth;
    }

    /** Measures; under the dot product, where the nearest rows are not the closest, there is nothing to measure. */
    static Hardness of(ExactSearch search, float[][] queries, int[][] truth) {
        if (search.metric() == Metric.DOT_PRODUCT) {
            return Hardness.UNKNOWN;
        }
        HardnessMeasurement measurement = new HardnessMeasurement(search.rows(), queries, truth);
        return new Hardness(measurement.medianLid(), measurement.distanceRatio(search));
    }

    private double medianLid() {
        return LocalDimension.median(IntStream.range(0, Math.min(QUERIES, queries.length))
                .parallel()
                .mapToDouble(q -> LocalDimension.estimate(distances(queries[q], truth[q], NEIGHBOURS)))
                .toArray());
    }

    private double distanceRatio(ExactSearch search) {
        int rank = Math.min(RANK, Math.min(base.count() - 1, truth[0].length));
        if (rank < 1) {
            return Double.NaN;
        }
        double ofQueries = LocalDimension.median(IntStream.range(0, Math.min(SAMPLE, queries.length))
                .mapToDouble(q -> distances(queries[q], truth[q], rank)[rank - 1])
                .toArray());
        return ofQueries / ofRows(search, rank);
    }

    /** The median distance of some rows from their neighbour of that rank, of which they are none themselves. */
    private double ofRows(ExactSearch search, int rank) {
        List<Query> rows = new ArrayList<>();
        for (int row : new SplittableRandom(SEED).ints(SAMPLE, 0, base.count()).toArray()) {
            float[] vector = new float[base.dimension()];
            base.copy(row, vector);
            rows.add(Query.of(vector).k(rank).filter(id -> id != row));
        }
        List<Hits> answers = search.index().searchAll(rows);
        return LocalDimension.median(IntStream.range(0, rows.size())
                .mapToDouble(i -> distances(rows.get(i).vector(), ExactSearch.rows(answers.get(i)), rank)[rank - 1])
                .toArray());
    }

    /** The distances of the first few of those rows, in ascending order. */
    private double[] distances(float[] from, int[] rows, int count) {
        float[] row = new float[base.dimension()];
        double[] distances = new double[Math.min(count, rows.length)];
        for (int i = 0; i < distances.length; i++) {
            base.copy(rows[i], row);
            distances[i] = Math.sqrt(-PlainSearch.score(from, row, Metric.EUCLIDEAN));
        }
        Arrays.sort(distances);
        return distances;
    }
}
