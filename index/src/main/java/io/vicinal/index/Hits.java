package io.vicinal.index;

import java.util.Arrays;

/**
 * The answer to a query: ids and scores, best first. Equal scores are in ascending order of their ids.
 *
 * <p>It belongs to the caller; the index keeps no hold of it.
 */
public final class Hits {
    private final long[] ids;
    private final float[] scores;
    private final long scored;
    private final Plan plan;

    /**
     * Puts an answer together; for engines.
     *
     * @param ids the ids, best first
     * @param scores the score of each id
     * @param scored how many rows were compared with the query to find them
     * @param plan how they were found
     * @throws IllegalArgumentException if there are not as many scores as ids
     */
    public Hits(long[] ids, float[] scores, long scored, Plan plan) {
        if (ids.length != scores.length) {
            throw new IllegalArgumentException("%d ids but %d scores".formatted(ids.length, scores.length));
        }
        this.ids = ids;
        this.scores = scores;
        this.scored = scored;
        this.plan = plan;
    }

    /**
     * Returns the number of hits.
     *
     * @return at most the query's k
     */
    public int size() {
        return ids.length;
    }

    /**
     * Returns the id of a hit.
     *
     * @param rank from 0, the best, to {@code size() - 1}
     * @return the caller's key
     */
    public long id(int rank) {
        return ids[rank];
    }

    /**
     * Returns the score of a hit.
     *
     * @param rank from 0, the best, to {@code size() - 1}
     * @return larger is closer: cosine similarity, dot product, or minus the squared Euclidean distance
     */
    public float score(int rank) {
        return scores[rank];
    }

    /**
     * Returns the ids of all hits.
     *
     * @return {@code size()} ids, best first; not a copy
     */
    public long[] ids() {
        return ids;
    }

    /**
     * Returns the scores of all hits.
     *
     * @return {@code size()} scores, best first; not a copy
     */
    public float[] scores() {
        return scores;
    }

    /**
     * Returns how much work the answer took.
     *
     * @return the number of rows that were compared with the query
     */
    public long scored() {
        return scored;
    }

    /**
     * Returns how the answer was found.
     *
     * @return the way of the search that was made for this answer; another search for the same may go another way
     */
    public Plan plan() {
        return plan;
    }

    @Override
    public String toString() {
        return "Hits[ids=%s, scores=%s, scored=%d, plan=%s]"
                .formatted(Arrays.toString(ids), Arrays.toString(scores), scored, plan);
    }
}
