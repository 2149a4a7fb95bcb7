package io.vicinal.bench.arena;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the rounds measured of one contender at one effort. */
final class Series {
    private final Recall recall;
    private final double allocatedPerQuery;
    private final List<Double> qps = new ArrayList<>();
    private final List<long[]> nanos = new ArrayList<>();
    private int queries;

    Series(Recall recall, double allocatedPerQuery) {
        this.recall = recall;
        this.allocatedPerQuery = allocatedPerQuery;
    }

    void add(Searched round) {
        qps.add(round.qps());
        nanos.add(round.nanos());
        queries = round.found().length;
    }

    Recall recall() {
        return recall;
    }

    double allocatedPerQuery() {
        return allocatedPerQuery;
    }

    double slowest() {
        return qps.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double fastest() {
        return qps.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** The median of the rounds. */
    double median() {
        double[] sorted = qps.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How many microseconds this part of the queries usually took at most, which is in half of their passes. */
    double usualMicros(double percent) {
        long[] usual = new long[queries];
        for (int query = 0; query < queries; query++) {
            int first = query;
            usual[query] = percentile(50, sorted(nanos.stream().flatMapToLong(round -> passes(round, first))));
        }
        return percentile(percent, sorted(Arrays.stream(usual))) / 1e3;
    }

    /** The times of one query. */
    private LongStream passes(long[] round, int query) {
        return IntStream.range(0, round.length / queries).mapToLong(pass -> round[pass * queries + query]);
    }

    /** How many microseconds each of these parts of all searches took at most. */
    double[] percentileMicros(double... percents) {
        long[] sorted = sorted(nanos.stream().flatMapToLong(Arrays::stream));
        return Arrays.stream(percents)
                .map(percent -> percentile(percent, sorted) / 1e3)
                .toArray();
    }

    private static long[] sorted(LongStream figures) {
        return figures.sorted().toArray();
    }

    private static long percentile(double percent, long[] sorted) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
    }
}
