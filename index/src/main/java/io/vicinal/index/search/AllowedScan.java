package io.vicinal.index.search;

import io.vicinal.index.Query;
import io.vicinal.index.rows.IdRows;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;

/**
 * Compares a query with the rows it allows and no others: where they are few, that is less to read than all rows in sequence. For
 * one thread at a time.
 */
public final class AllowedScan {
    /** Enough to keep the kernels at work. */
    private static final int CHUNK = 64;

    private final long[] offsets = new long[CHUNK];
    private final int[] ordinals = new int[CHUNK];
    private final float[] scores = new float[CHUNK];

    /** Makes room for a scan. */
    public AllowedScan() {}

    /**
     * Compares.
     *
     * @param vector the query's vector, under cosine at length 1
     * @param query the query, whose filter is asked about every live row
     * @param rows the rows, which nobody may change meanwhile
     * @param metric how to compare
     * @param best takes the hits
     * @return how many rows were compared
     */
    public long run(float[] vector, Query query, IdRows rows, Metric metric, TopK best) {
        VectorRows view = rows.rows();
        long scored = 0;
        int count = 0;
        for (int ordinal = rows.nextLive(0); ordinal < rows.count(); ordinal = rows.nextLive(ordinal + 1)) {
            if (query.allows(rows.id(ordinal))) {
                offsets[count] = view.offset(ordinal);
                ordinals[count++] = ordinal;
                if (count == CHUNK) {
                    score(vector, rows, metric, count, best);
                    scored += count;
                    count = 0;
                }
            }
        }
        score(vector, rows, metric, count, best);
        return scored + count;
    }

    private void score(float[] vector, IdRows rows, Metric metric, int count, TopK best) {
        VectorRows view = rows.rows();
        boolean distances = metric == Metric.EUCLIDEAN;
        if (distances) {
            Kernels.squaredEuclidean(vector, view.segment(), offsets, count, scores);
        } else {
            Kernels.dot(vector, view.segment(), offsets, count, scores);
        }
        float[] inverseNorms = rows.inverseNorms();
        for (int i = 0; i < count; i++) {
            float score = inverseNorms == null ? scores[i] : scores[i] * inverseNorms[ordinals[i]];
            // Zero is added or subtracted from, so that no score is -0.0.
            best.offer(rows.id(ordinals[i]), distances ? 0 - score : 0 + score);
        }
    }
}
