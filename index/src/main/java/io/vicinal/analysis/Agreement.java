package io.vicinal.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Normalised mutual information. */
final class Agreement {
    private Agreement() {}

    static double measure(int[] clusters, IntFunction<String> label) {
        Map<Integer, Integer> byCluster = new HashMap<>();
        Map<String, Integer> byLabel = new HashMap<>();
        Map<Map.Entry<Integer, String>, Integer> byBoth = new HashMap<>();
        for (int row = 0; row < clusters.length; row++) {
            String name = label.apply(row);
            byCluster.merge(clusters[row], 1, Integer::sum);
            byLabel.merge(name, 1, Integer::sum);
            byBoth.merge(Map.entry(clusters[row], name), 1, Integer::sum);
        }
        double ofClusters = entropy(byCluster, clusters.length);
        double ofLabels = entropy(byLabel, clusters.length);
        double shared = ofClusters + ofLabels - entropy(byBoth, clusters.length);
        double mean = (ofClusters + ofLabels) / 2;
        // Nothing can be told apart on either side, and so they agree.
        return mean == 0 ? 1 : Math.clamp(shared / mean, 0, 1);
    }

    private static double entropy(Map<?, Integer> counts, int total) {
        return counts.values().stream()
                .sorted()
                .mapToDouble(count -> -(double) count / total * Math.log((double) count / total))
                .sum();
    }
}
