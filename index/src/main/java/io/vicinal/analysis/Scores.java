package io.vicinal.analysis;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;

/** Compares vectors on the heap as indexes compare rows. */
final class Scores {
    private Scores() {}

    static float of(Metric metric, float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> Kernels.cosine(a, b);
            case DOT_PRODUCT -> Kernels.dot(a, b);
            case EUCLIDEAN -> -Kernels.squaredEuclidean(a, b);
        };
    }
}
