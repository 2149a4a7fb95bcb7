package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** What kernels should compute, in double and one by one, and how far they may be from it. */
enum Reference {
    DOT {
        @Override
        double term(double a, double b) {
            return a * b;
        }

        @Override
        float pair(RowKernels kernels, float[] a, float[] b) {
            return kernels.dot(a, b);
        }

        @Override
        float pair(RowKernels kernels, float[] a, PlacedRows rows, int row) {
            return kernels.dot(a, rows.segment, rows.offset + row * rows.stride);
        }

        @Override
        void scattered(RowKernels kernels, float[] query, PlacedRows rows, float[] results) {
            kernels.dot(query, rows.segment, rows.offsets(), rows.rows.length, results);
        }

        @Override
        void inSequence(RowKernels kernels, float[][] queries, int dimension, PlacedRows rows, float[] results) {
            float[] all = PlacedRows.concatenated(queries);
            kernels.dot(
                    all, queries.length, dimension, rows.segment, rows.offset, rows.stride, rows.rows.length, results);
        }
    },

    SQUARED_EUCLIDEAN {
        @Override
        double term(double a, double b) {
            return (a - b) * (a - b);
        }

        @Override
        float pair(RowKernels kernels, float[] a, float[] b) {
            return kernels.squaredEuclidean(a, b);
        }

        @Override
        float pair(RowKernels kernels, float[] a, PlacedRows rows, int row) {
            return kernels.squaredEuclidean(a, rows.segment, rows.offset + row * rows.stride);
        }

        @Override
        void scattered(RowKernels kernels, float[] query, PlacedRows rows, float[] results) {
            kernels.squaredEuclidean(query, rows.segment, rows.offsets(), rows.rows.length, results);
        }

        @Override
        void inSequence(RowKernels kernels, float[][] queries, int dimension, PlacedRows rows, float[] results) {
            float[] all = PlacedRows.concatenated(queries);
            kernels.squaredEuclidean(
                    all, queries.length, dimension, rows.segment, rows.offset, rows.stride, rows.rows.length, results);
        }
    };

    static final double TOLERANCE = 1e-5;

    abstract double term(double a, double b);

    abstract float pair(RowKernels kernels, float[] a, float[] b);

    abstract float pair(RowKernels kernels, float[] a, PlacedRows rows, int row);

    abstract void scattered(RowKernels kernels, float[] query, PlacedRows rows, float[] results);

    abstract void inSequence(RowKernels kernels, float[][] queries, int dimension, PlacedRows rows, float[] results);

    double of(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += term(a[i], b[i]);
        }
        return sum;
    }

    /** The sum of absolute values, which rounding errors are in proportion to. */
    double magnitude(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(term(a[i], b[i]));
        }
        return sum;
    }

    void check(float actual, float[] a, float[] b) {
        double expected = of(a, b);
        double underflow = a.length * (double) Float.MIN_VALUE;
        if (!(Math.abs(actual - expected) <= TOLERANCE * magnitude(a, b) + underflow)) {
            assertThat((double) actual)
                    .as("%s of %d components", this, a.length)
                    .isEqualTo(expected);
        }
    }

    static double cosine(float[] a, float[] b) {
        double norms = Math.sqrt(DOT.of(a, a) * DOT.of(b, b));
        return norms == 0 ? 0 : DOT.of(a, b) / norms;
    }
}
