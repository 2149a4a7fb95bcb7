package io.vicinal.cli.knn;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What it took to answer queries. */
public final class Measurements {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final Map<Plan, Long> plans = new EnumMap<>(Plan.class);
    private float[] micros = new float[1024];
    private int count;
    private boolean sorted;
    private double seconds;
    private long scored;

    /** Starts without queries. */
    public Measurements() {}

    /**
     * Adds queries that were answered together.
     *
     * @param nanos how long that took
     * @param answers their answers
     */
    void add(long nanos, List<Hits> answers) {
        int queries = answers.size();
        if (count + queries > micros.length) {
            micros = Arrays.copyOf(micros, (int) Math.min(MOST, (count + (long) queries) * 2));
        }
        Arrays.fill(micros, count, count + queries, nanos / 1000f);
        count += queries;
        sorted = false;
        seconds += nanos / 1e9;
        for (Hits hits : answers) {
            scored += hits.scored();
            plans.merge(hits.plan(), 1L, Long::sum);
        }
    }

    /**
     * Returns the number of queries.
     *
     * @return those answered
     */
    public long queries() {
        return count;
    }

    /**
     * Returns the time to answer all queries.
     *
     * @return seconds, without reading queries and writing answers
     */
    public double seconds() {
        return seconds;
    }

    /**
     * Returns how many rows were compared with a query.
     *
     * @return the mean of all queries; 0 without queries
     */
    public double scoredMean() {
        return count == 0 ? 0 : (double) scored / count;
    }

    /**
     * Returns how the answers were found.
     *
     * @return the number of queries by the plan, in lower case; plans that were never used are not there
     */
    public Map<String, Long> plans() {
        Map<String, Long> named = new LinkedHashMap<>();
        plans.forEach((plan, queries) -> named.put(plan.name().toLowerCase(Locale.ROOT), queries));
        return named;
    }

    /**
     * Returns the time within which a part of the queries was answered.
     *
     * @param percent from 0 to 100
     * @return microseconds; 0 without queries
     */
    public double percentile(double percent) {
        if (count == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(micros, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * count);
        return micros[Math.max(0, rank - 1)];
    }
}
