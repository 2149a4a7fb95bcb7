package io.vicinal.bench.arena;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the rounds measured of one contender at one effort. */
final class Series {
    private final Recall recall;
    private final double allocatedPerQuery;
    private final List<Double> qps = new ArrayList<>();
    private final List<long[]> nanos = new ArrayList<>();

    Series(Recall recall, double allocatedPerQuery) {
        this.recall = recall;
        this.allocatedPerQuery = allocatedPerQuery;
    }

    void add(Searched round) {
        qps.add(round.qps());
        nanos.add(round.nanos());
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

    /** How many microseconds each of these parts of all searches took at most. */
    double[] percentileMicros(double... percents) {
        long[] sorted = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return Arrays.stream(percents)
                .map(percent -> sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)] / 1e3)
                .toArray();
    }
}
