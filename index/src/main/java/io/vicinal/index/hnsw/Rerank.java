package io.vicinal.index.hnsw;

import io.vicinal.index.search.TopK;

/**
 * Scores rows exactly that a search has found by estimates, the most promising first, until those left are too far behind to matter. For one thread
 * at a time.
 */
final class Rerank {
    /** Rows compared at once: enough to keep memory busy, few enough to stop soon. */
    private static final int BATCH = 8;

    private final RowStates states;
    private final RowScorer scorer;
    private final int[] ordinals = new int[2 * BATCH];
    private final float[] scores = new float[2 * BATCH];
    private long scored;

    Rerank(Content content, RowScorer scorer) {
        this.states = content.states();
        this.scorer = scorer;
    }

    /**
     * Offers rows to the best.
     *
     * @param vector what is searched for
     * @param pool the rows found, with their estimates
     * @param margin how much more than its estimate a row may score
     * @param best keeps the best; its bound is the score to beat
     */
    void run(float[] vector, Pool pool, float margin, TopK best) {
        scorer.refresh();
        scored = 0;
        int at = 0;
        int batch = 2 * BATCH;
        while (at < pool.size()) {
            int count = 0;
            while (at < pool.size() && count < batch && pool.score(at) + margin >= best.bound()) {
                if (pool.counts(at)) {
                    ordinals[count++] = pool.ordinal(at);
                }
                at++;
            }
            if (count == 0) {
                return;
            }
            offer(vector, count, best);
            batch = BATCH;
        }
    }

    private void offer(float[] vector, int count, TopK best) {
        scorer.score(vector, ordinals, count, scores);
        scored += count;
        for (int i = 0; i < count; i++) {
            if (scores[i] >= best.bound()) {
                // Zero is added, so that no score is -0.0.
                best.offer(states.id(ordinals[i]), 0 + scores[i]);
            }
        }
    }

    /** Rows compared in the last run. */
    long scored() {
        return scored;
    }
}
