package io.vicinal.index.hnsw;

import io.vicinal.index.IdSet;
import io.vicinal.index.Query;
import io.vicinal.index.search.TopK;
import java.util.function.LongConsumer;

/** Compares a query with all rows that it allows, one and all. For one thread at a time. */
final class RowScan {
    /** Enough to keep the kernels at work. */
    private static final int CHUNK = 64;

    private final RowStates states;
    private final IdTable ids;
    private final RowScorer scorer;
    private final int[] ordinals = new int[CHUNK];
    private final float[] scores = new float[CHUNK];
    private final LongConsumer lookUp = this::lookUp;
    private float[] vector = {};
    private TopK best = new TopK();
    private long change;
    private int count;
    private long scored;

    RowScan(Content content, RowScorer scorer) {
        this.states = content.states();
        this.ids = content.ids();
        this.scorer = scorer;
    }

    /** Compares, offers what was there after a change to {@code best}, and returns how many rows were compared. */
    long run(float[] target, Query query, long asOf, TopK hits) {
        vector = target;
        change = asOf;
        best = hits;
        count = 0;
        scored = 0;
        scorer.refresh();
        int rows = states.limit(scorer.count(), change);
        IdSet allowed = query.allowedIds();
        if (allowed != null && FilterPlanner.looksUp(query, rows)) {
            ids.make(rows);
            allowed.forEach(lookUp);
        } else {
            for (int ordinal = 0; ordinal < rows; ordinal++) {
                if (states.there(ordinal, change) && query.allows(states.id(ordinal))) {
                    take(ordinal);
                }
            }
        }
        score();
        return scored;
    }

    private void lookUp(long id) {
        int ordinal = ids.find(id, change);
        if (ordinal != IdTable.NONE) {
            take(ordinal);
        }
    }

    private void take(int ordinal) {
        ordinals[count++] = ordinal;
        if (count == CHUNK) {
            score();
        }
    }

    private void score() {
        scorer.score(vector, ordinals, count, scores);
        for (int i = 0; i < count; i++) {
            if (scores[i] >= best.bound()) {
                // Zero is added, so that no score is -0.0.
                best.offer(states.id(ordinals[i]), 0 + scores[i]);
            }
        }
        scored += count;
        count = 0;
    }
}
