package io.vicinal.analysis;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Turns a share of votes into the probability that it is right: isotonic regression by pooling adjacent violators (Ayer and others, 1955), with straight
 * lines between the middles of the pools. Immutable.
 */
final class Calibration {
    /** A pool counts as if it had so many more members that are right as often as all are, so that small ones are not too sure. */
    private static final double PRIOR = 2;

    private final double[] shares;
    private final double[] probabilities;

    private Calibration(double[] shares, double[] probabilities) {
        this.shares = shares;
        this.probabilities = probabilities;
    }

    /** Fits as many of the shares as are wanted, and whether each was right. */
    static Calibration fit(double[] share, boolean[] right, int[] which) {
        Integer[] order = Arrays.stream(which).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> share[i]));
        double[] count = new double[order.length];
        double[] rights = new double[order.length];
        double[] sum = new double[order.length];
        int pools = 0;
        double all = 0;
        for (int at = 0; at < order.length; ) {
            double value = share[order[at]];
            for (; at < order.length && share[order[at]] == value; at++) {
                count[pools]++;
                rights[pools] += right[order[at]] ? 1 : 0;
                sum[pools] += value;
                all += right[order[at]] ? 1 : 0;
            }
            pools++;
            while (pools > 1 && rights[pools - 2] * count[pools - 1] >= rights[pools - 1] * count[pools - 2]) {
                pools--;
                count[pools - 1] += count[pools];
                rights[pools - 1] += rights[pools];
                sum[pools - 1] += sum[pools];
                count[pools] = rights[pools] = sum[pools] = 0;
            }
        }
        return smoothed(count, rights, sum, pools, order.length == 0 ? 0 : all / order.length);
    }

    private static Calibration smoothed(double[] count, double[] rights, double[] sum, int pools, double mean) {
        double[] shares = new double[pools];
        double[] probabilities = new double[pools];
        for (int pool = 0; pool < pools; pool++) {
            shares[pool] = sum[pool] / count[pool];
            double probability = (rights[pool] + PRIOR * mean) / (count[pool] + PRIOR);
            probabilities[pool] = pool == 0 ? probability : Math.max(probability, probabilities[pool - 1]);
        }
        return new Calibration(shares, probabilities);
    }

    double probability(double share) {
        if (shares.length == 0) {
            return 0;
        }
        int at = Arrays.binarySearch(shares, share);
        if (at >= 0) {
            return probabilities[at];
        }
        int above = -at - 1;
        if (above == 0 || above == shares.length) {
            return probabilities[above == 0 ? 0 : above - 1];
        }
        double part = (share - shares[above - 1]) / (shares[above] - shares[above - 1]);
        return probabilities[above - 1] + part * (probabilities[above] - probabilities[above - 1]);
    }
}
