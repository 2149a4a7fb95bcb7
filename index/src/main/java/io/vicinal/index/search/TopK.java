package io.vicinal.index.search;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import java.util.Arrays;

/**
 * The k best of what is offered: a heap with the worst on top. Among equal scores the lower id is better. Reused from query to
 * query, so that a search allocates nothing but its answer.
 */
public final class TopK {
    /** What one query with a large k took is not kept for ever: 768 KiB. */
    private static final int LARGEST_KEPT = 1 << 16;

    private long[] ids = new long[0];
    private float[] scores = new float[0];
    private int k;
    private int size;
    private float minScore;
    private float bound;

    /** Starts with nothing and room for nothing. */
    public TopK() {}

    /**
     * Starts anew.
     *
     * @param k how many to keep, at least 1
     * @param minScore the lowest score to keep
     */
    public void reset(int k, float minScore) {
        this.k = k;
        this.size = 0;
        this.minScore = minScore;
        this.bound = minScore;
    }

    /**
     * Starts anew with nothing, to keep what could be among the best of another as well.
     *
     * @param other what is found here will be {@linkplain #offerAll offered} to it
     */
    public void resetBehind(TopK other) {
        reset(other.k, other.bound);
    }

    /**
     * Returns the number of hits so far.
     *
     * @return at most k
     */
    public int size() {
        return size;
    }

    /**
     * Returns the score below which nothing need be offered.
     *
     * @return that of the k-th best so far, or the lowest to keep
     */
    public float bound() {
        return bound;
    }

    /**
     * Takes a hit if it is among the best.
     *
     * @param id its id
     * @param score its score
     */
    public void offer(long id, float score) {
        if (score < minScore) {
            return;
        }
        if (size < k) {
            grow();
            siftUp(size++, id, score);
        } else if (worse(scores[0], ids[0], score, id)) {
            siftDown(id, score, size);
        }
        if (size == k) {
            bound = scores[0];
        }
    }

    /**
     * Takes what another found, which keeps it.
     *
     * @param other its hits
     */
    public void offerAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.ids[i], other.scores[i]);
        }
    }

    /**
     * Empties the heap into an answer.
     *
     * @param scored how many rows were compared with the query
     * @param plan how the hits were found
     * @return the hits, best first
     */
    public Hits drain(long scored, Plan plan) {
        long[] bestIds = new long[size];
        float[] bestScores = new float[size];
        for (int i = size - 1; i >= 0; i--) {
            bestIds[i] = ids[0];
            bestScores[i] = scores[0];
            siftDown(ids[i], scores[i], i);
        }
        clear();
        return new Hits(bestIds, bestScores, scored, plan);
    }

    /** Forgets what was offered. */
    public void clear() {
        size = 0;
        if (ids.length > LARGEST_KEPT) {
            ids = new long[0];
            scores = new float[0];
        }
    }

    private static boolean worse(float score, long id, float thanScore, long thanId) {
        return score < thanScore || (score == thanScore && id > thanId);
    }

    /** A k of millions is allowed, so room is made for what is found and not for what was asked. */
    private void grow() {
        if (size == ids.length) {
            long capacity = Math.min(k, Math.max(16, size * 2L));
            ids = Arrays.copyOf(ids, (int) capacity);
            scores = Arrays.copyOf(scores, (int) capacity);
        }
    }

    private void siftUp(int start, long id, float score) {
        int at = start;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!worse(score, id, scores[parent], ids[parent])) {
                break;
            }
            ids[at] = ids[parent];
            scores[at] = scores[parent];
            at = parent;
        }
        ids[at] = id;
        scores[at] = score;
    }

    /** Puts an entry in the place of the top, into a heap of {@code length} entries. */
    private void siftDown(long id, float score, int length) {
        int at = 0;
        while (2 * at + 1 < length) {
            int child = 2 * at + 1;
            if (child + 1 < length && worse(scores[child + 1], ids[child + 1], scores[child], ids[child])) {
                child++;
            }
            if (!worse(scores[child], ids[child], score, id)) {
                break;
            }
            ids[at] = ids[child];
            scores[at] = scores[child];
            at = child;
        }
        ids[at] = id;
        scores[at] = score;
    }
}
