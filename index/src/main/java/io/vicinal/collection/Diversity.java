package io.vicinal.collection;

import io.vicinal.index.Hits;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;

/**
 * Chooses documents that are near the question and far from each other: maximal marginal relevance (Carbonell and Goldstein, 1998).
 *
 * @param rows where vectors lie
 * @param metric how they are compared
 * @param diversity 0 to 1
 */
record Diversity(VectorRows rows, Metric metric, float diversity) {
    Hits choose(Hits hits, int k) {
        int count = hits.size();
        float[] nearest = new float[count];
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
        boolean[] chosen = new boolean[count];
        long[] ids = new long[Math.min(k, count)];
        float[] scores = new float[ids.length];
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < ids.length; i++) {
            int best = best(hits, chosen, nearest, i == 0);
            chosen[best] = true;
            ids[i] = hits.id(best);
            scores[i] = hits.score(best);
            rows.copy((int) ids[i], row);
            for (int other = 0; other < count; other++) {
                if (!chosen[other]) {
                    nearest[other] = Math.max(nearest[other], score(row, (int) hits.id(other)));
                }
            }
        }
        return new Hits(ids, scores, hits.scored(), hits.plan());
    }

    private int best(Hits hits, boolean[] chosen, float[] nearest, boolean first) {
        int best = -1;
        float bestValue = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < chosen.length; i++) {
            float value = first ? hits.score(i) : (1 - diversity) * hits.score(i) - diversity * nearest[i];
            if (!chosen[i] && (best < 0 || value > bestValue)) {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }

    private float score(float[] row, int other) {
        float[] score = new float[1];
        long[] offset = {rows.offset(other)};
        if (metric == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(row, rows.segment(), offset, 1, score);
            return -score[0];
        }
        Kernels.dot(row, rows.segment(), offset, 1, score);
        return score[0];
    }
}
