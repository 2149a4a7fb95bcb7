package io.vicinal.cli.knn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run took, and how good its answers are.
 *
 * @param request what was asked
 * @param dimension floats in each vector
 * @param base rows searched
 * @param queries queries answered
 * @param buildSeconds time to open the rows and make the index
 * @param searchSeconds time to answer all queries, without reading and writing them
 * @param latencyMicros time until each query's answer was there, in no order
 * @param indexBytes bytes mapped and on the heap
 * @param kernels what compared the vectors
 * @param recall part of the true neighbours that were found, from 0 to 1; NaN if nobody knows
 */
public record KnnStats(
        KnnRequest request,
        int dimension,
        long base,
        long queries,
        double buildSeconds,
        double searchSeconds,
        Latencies latencyMicros,
        long indexBytes,
        String kernels,
        double recall) {
    /**
     * Returns all of it by name, for JSON.
     *
     * @return the fields, in a fixed order
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("engine", request.engine());
        fields.put("metric", request.metric().label());
        fields.put("dimension", dimension);
        fields.put("base", base);
        fields.put("queries", queries);
        fields.put("k", request.k());
        fields.put("effort", request.effort());
        fields.put("threads", request.threads());
        fields.put("batch", request.batch());
        if (!Double.isNaN(recall)) {
            fields.put("recall", recall);
        }
        fields.put("buildSeconds", buildSeconds);
        fields.put("searchSeconds", searchSeconds);
        fields.put("qps", searchSeconds == 0 ? 0 : queries / searchSeconds);
        fields.put("p50Micros", latencyMicros.percentile(50));
        fields.put("p99Micros", latencyMicros.percentile(99));
        fields.put("indexBytes", indexBytes);
        fields.put("kernels", kernels);
        return fields;
    }

    /** Times of single queries. */
    public static final class Latencies {
        private static final int MOST = Integer.MAX_VALUE - 8;

        private float[] micros = new float[1024];
        private int count;
        private boolean sorted;

        /** Starts without times. */
        public Latencies() {}

        /**
         * Adds queries that were answered together.
         *
         * @param nanos how long that took
         * @param queries how many they were
         */
        void add(long nanos, int queries) {
            if (count + queries > micros.length) {
                micros = Arrays.copyOf(micros, (int) Math.min(MOST, (count + (long) queries) * 2));
            }
            Arrays.fill(micros, count, count + queries, nanos / 1000f);
            count += queries;
            sorted = false;
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
}
