package io.vicinal.bench.dataset;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;

/**
 * Exact search as a plain loop in double precision, with nothing of the library's kernels and engines in it: slow, and beyond
 * doubt.
 */
final class PlainSearch {
    private final int[] rows;
    private final double[] scores;
    private int size;

    private PlainSearch(int k) {
        rows = new int[k];
        scores = new double[k];
    }

    /**
     * Searches all rows.
     *
     * @param query the query
     * @param base the rows
     * @param metric how they are compared
     * @param k how many neighbours to find, at most the number of rows
     * @return the nearest rows and their scores, best first, equal ones by row number
     */
    static PlainSearch run(float[] query, VectorRows base, Metric metric, int k) {
        PlainSearch best = new PlainSearch(k);
        float[] row = new float[base.dimension()];
        for (int i = 0; i < base.count(); i++) {
            base.copy(i, row);
            best.offer(i, score(query, row, metric));
        }
        return best;
    }

    private void offer(int row, double score) {
        if (size == rows.length && score <= scores[size - 1]) {
            return;
        }
        int at = size < rows.length ? size++ : size - 1;
        while (at > 0 && scores[at - 1] < score) {
            rows[at] = rows[at - 1];
            scores[at] = scores[at - 1];
            at--;
        }
        rows[at] = row;
        scores[at] = score;
    }

    int row(int rank) {
        return rows[rank];
    }

    double score(int rank) {
        return scores[rank];
    }

    int[] rows() {
        return Arrays.copyOf(rows, size);
    }

    /** The score of one row, larger for closer. */
    static double score(float[] query, float[] row, Metric metric) {
        return switch (metric) {
            case COSINE -> dot(query, row) / Math.sqrt(dot(query, query) * dot(row, row));
            case DOT_PRODUCT -> dot(query, row);
            case EUCLIDEAN -> -squaredDistance(query, row);
        };
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
