package io.vicinal.bench.dataset;

import java.util.Arrays;

/**
 * Local intrinsic dimension: how many dimensions the rows around a point spread over, whatever the length of the vectors. It is
 * the maximum likelihood estimate of Levina and Bickel (NIPS 2004), also Amsaleg et al. (KDD 2015): of the nearest {@code n}
 * distances <i>r</i>, {@code (n - 1) / sum(ln(r[n] / r[i]))}.
 */
final class LocalDimension {
    private LocalDimension() {}

    /**
     * Estimates it.
     *
     * @param distances from a point to its nearest neighbours, in ascending order; zeros, which are copies of the point, are left
     *     out
     * @return the dimension; NaN if fewer than two distances are left or all are the same
     */
    static double estimate(double[] distances) {
        double[] positive = Arrays.stream(distances).filter(r -> r > 0).toArray();
        if (positive.length < 2) {
            return Double.NaN;
        }
        double farthest = positive[positive.length - 1];
        double sum = 0;
        for (double distance : positive) {
            sum += Math.log(farthest / distance);
        }
        return sum > 0 ? (positive.length - 1) / sum : Double.NaN;
    }

    /**
     * Returns the median of the numbers that are finite.
     *
     * @param values numbers
     * @return their median, NaN if there are none
     */
    static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
