package io.vicinal.bench.arena;

import java.util.Arrays;

/**
 * How much of the truth was found. Each part is of one query.
 *
 * @param mean over the queries
 * @param fifthPercentile the worst 5 % of the queries reached at most this
 */
record Recall(double mean, double fifthPercentile) {
    static Recall of(double[] parts) {
        double[] sorted = parts.clone();
        Arrays.sort(sorted);
        int fifth = (int) Math.ceil(0.05 * sorted.length) - 1;
        return new Recall(Arrays.stream(parts).average().orElse(Double.NaN), sorted[Math.max(0, fifth)]);
    }
}
