package io.vicinal.index;

import java.util.Collection;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What to look for. A query is immutable: each method returns another that differs in one thing.
 *
 * <pre>{@code
 * Hits hits = index.search(Query.of(vector).k(20).filter(id -> id % 2 == 0).minScore(0.5f));
 * }</pre>
 */
public final class Query {
    /** How hard is looked if nobody says so, and what stands for that. */
    private static final int USUAL_EFFORT = 64;

    private static final int USUAL = 0;

    private final float[] vector;
    private final int k;
    private final int effort;
    private final int threads;
    private final float minScore;
    private final @Nullable LongPredicate filter;

    /** What the filter asks, if it is a set. */
    private final @Nullable IdSet allowedIds;

    private Query(
            float[] vector,
            int k,
            int effort,
            int threads,
            float minScore,
            @Nullable LongPredicate filter,
            @Nullable IdSet allowedIds) {
        this.vector = vector;
        this.k = k;
        this.effort = effort;
        this.threads = threads;
        this.minScore = minScore;
        this.filter = filter;
        this.allowedIds = allowedIds;
    }

    /**
     * Asks for the ten nearest neighbours of a vector.
     *
     * @param vector as many floats as the index has dimensions; not copied, so it must stay as it is until the search is over
     * @return the query
     */
    public static Query of(float[] vector) {
        return new Query(vector, 10, USUAL, 1, Float.NEGATIVE_INFINITY, null, null);
    }

    /**
     * Sets the number of hits wanted.
     *
     * @param k at least 1
     * @return the query with that k
     * @throws IllegalArgumentException if k is less than 1
     */
    public Query k(int k) {
        return new Query(vector, atLeastOne("k", k), effort, threads, minScore, filter, allowedIds);
    }

    /**
     * Sets how hard an approximate engine looks (HNSW's <em>ef</em>): more finds more, and takes longer. Exact engines find
     * everything anyway.
     *
     * <p>It is about as many rows as a search keeps and goes on from. Engines may keep fewer where the rows nearby are soon farther, and more where
     * many are nearly as near: {@code hnsw} keeps from a quarter of that to eight times as many.
     *
     * <p>Where that is less than k, {@code hnsw} ends before it is sure of the last of the k, if scores say how far rows are apart: not by dot product, nor
     * if there is a score limit. It finds k all the same, if there are so many. Other engines look as hard as k demands.
     *
     * @param effort at least 1; if it is not set, it is 64, or k if that is more
     * @return the query with that effort
     * @throws IllegalArgumentException if effort is less than 1
     */
    public Query effort(int effort) {
        return new Query(vector, k, atLeastOne("effort", effort), threads, minScore, filter, allowedIds);
    }

    /**
     * Lets this one search use several cores, where the engine can split it. The answer is the same.
     *
     * @param threads at least 1, which is the default
     * @return the query with that number of threads
     * @throws IllegalArgumentException if threads is less than 1
     */
    public Query threads(int threads) {
        return new Query(vector, k, effort, atLeastOne("threads", threads), minScore, filter, allowedIds);
    }

    /**
     * Leaves out hits below a score.
     *
     * @param minScore the lowest score wanted
     * @return the query with that limit
     * @throws IllegalArgumentException if it is NaN
     */
    public Query minScore(float minScore) {
        if (Float.isNaN(minScore)) {
            throw new IllegalArgumentException("minScore must be a number but is NaN");
        }
        return new Query(vector, k, effort, threads, minScore, filter, allowedIds);
    }

    /**
     * Looks only among the ids that pass a test. It takes the place of any filter before it.
     *
     * @param filter true for the ids allowed; called from the searching threads, and must neither block nor use the index
     * @return the query with that filter
     */
    public Query filter(LongPredicate filter) {
        return new Query(vector, k, effort, threads, minScore, filter, null);
    }

    /**
     * Looks only among the ids of a set, for which a search can plan better than for a test. It takes the place of any filter
     * before it.
     *
     * @param ids the ids allowed, in the index or not; used by the searching threads, so it must not change until the search is
     *     over
     * @return the query with that filter
     */
    public Query filter(IdSet ids) {
        return new Query(vector, k, effort, threads, minScore, ids::contains, ids);
    }

    /**
     * Looks only among some ids, as {@link #filter(IdSet)} does. Where many queries share them, one {@link IdSet} for all saves
     * the copies.
     *
     * @param ids the ids allowed, in the index or not; copied
     * @return the query with that filter
     */
    public Query filter(Collection<Long> ids) {
        return filter(IdSet.of(ids));
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1 but is %d".formatted(name, value));
        }
        return value;
    }

    /**
     * Returns the vector looked for.
     *
     * @return the array given to {@link #of}, not a copy
     */
    public float[] vector() {
        return vector;
    }

    /**
     * Returns the number of hits wanted.
     *
     * @return at least 1
     */
    public int k() {
        return k;
    }

    /**
     * Returns how hard to look.
     *
     * @return what was set; otherwise 64, or k if that is more and there is no score limit
     */
    public int effort() {
        if (effort != USUAL) {
            return effort;
        }
        return minScore > Float.NEGATIVE_INFINITY ? USUAL_EFFORT : Math.max(USUAL_EFFORT, k);
    }

    /**
     * Returns how many cores this search may use.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * Returns the lowest score wanted.
     *
     * @return negative infinity if every score will do
     */
    public float minScore() {
        return minScore;
    }

    /**
     * Tells whether there is a filter.
     *
     * @return false if every id is allowed
     */
    public boolean filtered() {
        return filter != null;
    }

    /**
     * Tells whether an id is among those to look at.
     *
     * @param id an id
     * @return true without a filter
     */
    public boolean allows(long id) {
        return filter == null || filter.test(id);
    }

    /**
     * Returns the ids to look at, where they are known.
     *
     * @return the set, or null if the filter is a predicate or there is none
     */
    @SuppressWarnings("exports") // whoever uses the annotation has its module; whoever does not needs none
    public @Nullable IdSet allowedIds() {
        return allowedIds;
    }
}
