package io.vicinal.cli.knn;

import io.vicinal.index.IndexStats;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What answering all queries with one effort took, and how good the answers are.
 *
 * @param request what was asked
 * @param origin how the index came to be
 * @param index the index in numbers
 * @param effort how hard an approximate engine looked
 * @param allowed how many ids the filter allowed; -1 without one
 * @param work what it took
 * @param recall part of the true neighbours that were found, from 0 to 1; NaN if nobody knows
 */
public record KnnStats(
        KnnRequest request,
        Origin origin,
        IndexStats index,
        int effort,
        long allowed,
        Measurements work,
        double recall) {
    /**
     * Returns all of it by name, for JSON.
     *
     * @return the fields, in a fixed order
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("engine", index.engine());
        fields.put("metric", index.metric().label());
        fields.put("dimension", index.dimension());
        fields.put("base", index.size());
        origin.describeGraph(fields);
        fields.put("encoding", index.encoding().label());
        fields.put("queries", work.queries());
        fields.put("k", request.k());
        if (allowed >= 0) {
            fields.put("allowed", allowed);
        }
        fields.put("effort", effort);
        fields.put("threads", request.threads());
        fields.put("batch", request.batch());
        if (!Double.isNaN(recall)) {
            fields.put("recall", recall);
        }
        fields.put("scoredMean", work.scoredMean());
        fields.put("plans", work.plans());
        origin.describeTime(fields);
        fields.put("searchSeconds", work.seconds());
        fields.put("qps", work.seconds() == 0 ? 0 : work.queries() / work.seconds());
        fields.put("p50Micros", work.percentile(50));
        fields.put("p99Micros", work.percentile(99));
        fields.put("indexBytes", index.mappedBytes() + index.offHeapBytes() + index.heapBytes());
        fields.put("residentBytes", index.residentBytes());
        fields.put("kernels", index.kernels());
        return fields;
    }
}
