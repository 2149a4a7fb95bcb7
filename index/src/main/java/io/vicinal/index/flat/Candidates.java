package io.vicinal.index.flat;

import io.vicinal.encoding.EncodedQuery;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;

/**
 * The rows that one query may want, by their codes. Those whose estimates are among the best so far are scored exactly soon, which raises the bound for
 * all others; those that are but close wait for the end, when most of them are too far behind. For one thread at a time.
 */
final class Candidates {
    /** Rows scored at once: enough to keep memory busy. */
    private static final int BATCH = 16;

    /** Room for rows that wait is not kept for ever beyond this. */
    private static final int LARGEST_KEPT = 1 << 16;

    private final EncodedQuery encoded;
    private final int[] batch = new int[BATCH];
    private final long[] offsets = new long[BATCH];
    private final float[] scores = new float[BATCH];
    private int[] waiting = new int[1024];
    private float[] waitingBounds = new float[1024];
    private float[] vector = {};
    private IdRows rows;
    private Metric metric;
    private TopK best;
    private float margin;
    private int batched;
    private int waitingCount;

    Candidates(EncodedQuery encoded, IdRows rows, Metric metric, TopK best) {
        this.encoded = encoded;
        this.rows = rows;
        this.metric = metric;
        this.best = best;
    }

    /** Starts anew for one of several vectors, under cosine at length 1. */
    void begin(float[] vectors, int number, IdRows newRows, Metric newMetric, TopK newBest) {
        int dimension = newRows.rows().dimension();
        vector = vector.length == dimension ? vector : new float[dimension];
        System.arraycopy(vectors, number * dimension, vector, 0, dimension);
        encoded.set(vector);
        rows = newRows;
        metric = newMetric;
        best = newBest;
        batched = 0;
        waitingCount = 0;
        if (waiting.length > LARGEST_KEPT) {
            waiting = new int[1024];
            waitingBounds = new float[1024];
        }
    }

    EncodedQuery encoded() {
        return encoded;
    }

    /** Sets by how much bounds are above estimates. */
    void margin(float above) {
        margin = above;
    }

    /** The score that has to be reached. */
    float bound() {
        return best.bound();
    }

    /** Takes a row that may be found and whose score is hardly above a bound. */
    void take(int ordinal, float bound) {
        if (bound - margin >= best.bound()) {
            score(ordinal);
        } else {
            await(ordinal, bound);
        }
    }

    private void await(int ordinal, float bound) {
        if (waitingCount == waiting.length) {
            prune();
            if (waitingCount > waiting.length / 2) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
                waitingBounds = Arrays.copyOf(waitingBounds, 2 * waitingBounds.length);
            }
        }
        waiting[waitingCount] = ordinal;
        waitingBounds[waitingCount++] = bound;
    }

    /** Drops those that wait for nothing. */
    private void prune() {
        int kept = 0;
        float bound = CodedScan.least(best.bound());
        for (int i = 0; i < waitingCount; i++) {
            if (waitingBounds[i] >= bound) {
                waiting[kept] = waiting[i];
                waitingBounds[kept++] = waitingBounds[i];
            }
        }
        waitingCount = kept;
    }

    /** Scores those that have waited. */
    void finish() {
        flush();
        for (int i = 0; i < waitingCount; i++) {
            if (waitingBounds[i] >= CodedScan.least(best.bound())) {
                score(waiting[i]);
            }
        }
        flush();
    }

    private void score(int ordinal) {
        batch[batched++] = ordinal;
        if (batched == BATCH) {
            flush();
        }
    }

    private void flush() {
        VectorRows view = rows.rows();
        for (int i = 0; i < batched; i++) {
            offsets[i] = view.offset(batch[i]);
        }
        boolean distances = metric == Metric.EUCLIDEAN;
        if (distances) {
            Kernels.squaredEuclidean(vector, view.segment(), offsets, batched, scores);
        } else {
            Kernels.dot(vector, view.segment(), offsets, batched, scores);
        }
        float[] inverseNorms = rows.inverseNorms();
        for (int i = 0; i < batched; i++) {
            float score = inverseNorms == null ? scores[i] : scores[i] * inverseNorms[batch[i]];
            // Zero is added or subtracted from, so that no score is -0.0.
            best.offer(rows.id(batch[i]), distances ? 0 - score : 0 + score);
        }
        batched = 0;
    }
}
