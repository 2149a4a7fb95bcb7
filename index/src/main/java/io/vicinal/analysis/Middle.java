package io.vicinal.analysis;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;

/** The middle of some vectors. */
final class Middle {
    private Middle() {}

    /** The row of a group whose score with the mean of all is best. */
    static int nearest(Vectors vectors, DuplicateGroup group) {
        float[] mean = mean(vectors, group);
        int nearest = group.row(0);
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < group.size(); i++) {
            float[] vector = vectors.vector(group.row(i));
            float score = vectors.metric() == Metric.EUCLIDEAN
                    ? -Kernels.squaredEuclidean(vector, mean)
                    : Kernels.dot(vector, mean);
            if (score > best) {
                best = score;
                nearest = group.row(i);
            }
        }
        return nearest;
    }

    private static float[] mean(Vectors vectors, DuplicateGroup group) {
        double[] sum = new double[vectors.dimension()];
        for (int i = 0; i < group.size(); i++) {
            float[] vector = vectors.vector(group.row(i));
            for (int j = 0; j < sum.length; j++) {
                sum[j] += vector[j];
            }
        }
        float[] mean = new float[sum.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sum[j] / group.size());
        }
        return mean;
    }
}
