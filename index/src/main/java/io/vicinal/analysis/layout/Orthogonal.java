package io.vicinal.analysis.layout;

import java.util.Arrays;

/** Makes vectors orthogonal to each other, by the modified Gram-Schmidt process, twice for the sake of rounding. */
final class Orthogonal {
    private static final double NOTHING = 1e-12;

    private Orthogonal() {}

    /** Changes vectors that lie one after the other to an orthonormal basis. One that the others span becomes a unit vector that they don't. */
    static void make(double[] vectors, int count, int dimension) {
        for (int v = 0; v < count; v++) {
            int spare = 0;
            double before = length(vectors, v * dimension, dimension);
            while (!clean(vectors, v, dimension, before)) {
                Arrays.fill(vectors, v * dimension, (v + 1) * dimension, 0);
                vectors[v * dimension + spare++] = 1;
                before = 1;
            }
        }
    }

    /** Takes what is along the vectors before it from a vector; tells whether enough is left. */
    private static boolean clean(double[] vectors, int v, int dimension, double before) {
        int at = v * dimension;
        for (int pass = 0; pass < 2; pass++) {
            for (int u = 0; u < v; u++) {
                double along = dot(vectors, at, vectors, u * dimension, dimension);
                for (int j = 0; j < dimension; j++) {
                    vectors[at + j] -= along * vectors[u * dimension + j];
                }
            }
        }
        double length = length(vectors, at, dimension);
        if (!(length > NOTHING * before) || length < Double.MIN_NORMAL) {
            return false;
        }
        for (int j = 0; j < dimension; j++) {
            vectors[at + j] /= length;
        }
        return true;
    }

    private static double length(double[] vectors, int at, int dimension) {
        return Math.sqrt(dot(vectors, at, vectors, at, dimension));
    }

    static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[atA + i] * b[atB + i];
        }
        return sum;
    }
}
