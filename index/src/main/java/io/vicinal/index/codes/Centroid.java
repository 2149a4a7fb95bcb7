package io.vicinal.index.codes;

import io.vicinal.index.rows.RowReader;

/** The middle of rows, or near it. */
final class Centroid {
    /** Rows that tell where the middle of all is. */
    private static final int SAMPLE = 10_000;

    private Centroid() {}

    /** Codes of differences from the mean are best; for a few thousand rows that is near enough to that of all. */
    static float[] of(int count, int dimension, RowReader rows) {
        int taken = Math.min(count, SAMPLE);
        double[] sums = new double[dimension];
        float[] row = new float[dimension];
        for (int i = 0; i < taken; i++) {
            rows.copy((int) ((long) i * count / taken), row);
            for (int j = 0; j < dimension; j++) {
                sums[j] += row[j];
            }
        }
        float[] mean = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            mean[j] = (float) (sums[j] / taken);
        }
        return mean;
    }
}
