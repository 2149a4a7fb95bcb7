package io.vicinal.index.search;

import io.vicinal.index.IdSet;
import io.vicinal.index.Query;
import io.vicinal.index.rows.IdRows;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;

/**
 * Compares a query with the rows it allows and no others: where they are few, that is less to read than all rows in sequence. The
 * ids of a set are looked up; any other filter is asked about every row. For one thread at a time.
 */
public final class AllowedScan {
    /** Enough to keep the kernels at work. */
    private static final int CHUNK = 64;

    private final long[] ids = new long[CHUNK];
    private final int[] ordinals = new int[CHUNK];
    private final long[] offsets = new long[CHUNK];
    private final float[] scores = new float[CHUNK];
    private int count;
    private long scored;

    /** Makes room for a scan. */
    public AllowedScan() {}

    /**
     * Returns how many steps it takes to find the rows that a query allows, before any is compared.
     *
     * @param query the query
     * @param rows the rows
     * @return ids that will be looked up, or rows that the filter will be asked about
     */
    public static long steps(Query query, IdRows rows) {
        IdSet allowed = query.allowedIds();
        return allowed == null ? rows.count() : Math.min(allowed.count(), rows.count());
    }

    /**
     * Compares.
     *
     * @param vector the query's vector, under cosine at length 1
     * @param query the query
     * @param rows the rows, which nobody may change meanwhile
     * @param metric how to compare
     * @param best takes the hits
     * @return how many rows were compared
     */
    public long run(float[] vector, Query query, IdRows rows, Metric metric, TopK best) {
        count = 0;
        scored = 0;
        IdSet allowed = query.allowedIds();
        if (allowed != null && allowed.count() < rows.count()) {
            allowed.forEach(id -> {
                int ordinal = rows.ordinal(id);
                if (ordinal != IdRows.NONE) {
                    take(id, ordinal, vector, rows, metric, best);
                }
            });
        } else {
            for (int ordinal = rows.nextLive(0); ordinal < rows.count(); ordinal = rows.nextLive(ordinal + 1)) {
                long id = rows.id(ordinal);
                if (query.allows(id)) {
                    take(id, ordinal, vector, rows, metric, best);
                }
            }
        }
        score(vector, rows, metric, best);
        return scored;
    }

    private void take(long id, int ordinal, float[] vector, IdRows rows, Metric metric, TopK best) {
        ids[count] = id;
        ordinals[count++] = ordinal;
        if (count == CHUNK) {
            score(vector, rows, metric, best);
        }
    }

    private void score(float[] vector, IdRows rows, Metric metric, TopK best) {
        VectorRows view = rows.rows();
        for (int i = 0; i < count; i++) {
            offsets[i] = view.offset(ordinals[i]);
        }
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
            best.offer(ids[i], distances ? 0 - score : 0 + score);
        }
        scored += count;
        count = 0;
    }
}
