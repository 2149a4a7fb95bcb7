package io.vicinal.bench.dataset;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Vectors in files that every contender reads, whatever they were read from. All have length 1 where the metric is cosine.
 *
 * @param name what it is called in reports, for instance {@code jdk}
 * @param description one line on where the vectors come from
 * @param metric how vectors are compared
 * @param dimension floats in each vector
 * @param baseCount number of rows
 * @param queryCount number of queries that are measured
 * @param hardness how hard its queries are
 * @param base the rows, {@code .fvecs}
 * @param queries the queries that are measured, {@code .fvecs}; in a named dataset none of them is a row
 * @param warmup other queries, {@code .fvecs}
 * @param truth the numbers of the rows nearest to each query, best first, at least as many as are searched for, {@code .ivecs}
 */
public record Dataset(
        String name,
        String description,
        Metric metric,
        int dimension,
        int baseCount,
        int queryCount,
        Hardness hardness,
        Path base,
        Path queries,
        Path warmup,
        Path truth) {
    /**
     * Returns what a report says of the data.
     *
     * @return strings and numbers by name, in order; what could not be measured is left out
     */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("description", description);
        facts.put("metric", metric.label());
        facts.put("dimension", dimension);
        facts.put("rows", baseCount);
        facts.put("queries", queryCount);
        if (Double.isFinite(hardness.medianLid())) {
            facts.put("medianLid", rounded(hardness.medianLid()));
        }
        if (Double.isFinite(hardness.distanceRatio())) {
            facts.put("distanceRatio", rounded(hardness.distanceRatio()));
        }
        return facts;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
