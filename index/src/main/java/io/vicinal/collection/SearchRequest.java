package io.vicinal.collection;

import io.vicinal.collection.filter.Filter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in a collection, and what shall come back. Immutable: each method returns another that differs in one thing.
 *
 * <pre>{@code
 * SearchRequest.of(vector).k(5).filter(Filter.parse("year >= 2020 and lang in ('de', 'fr')")).groupBy("document");
 * }</pre>
 */
public final class SearchRequest {
    private final float[] vector;
    private int k = 10;
    private int effort = 64;
    private int threads = 1;
    private float minScore = Float.NEGATIVE_INFINITY;
    private @Nullable Filter filter;
    private Shape shape = Shape.USUAL;
    private float diversity;
    private @Nullable String groupBy;

    private SearchRequest(float[] vector) {
        this.vector = vector;
    }

    private SearchRequest copy() {
        SearchRequest copy = new SearchRequest(vector);
        copy.k = k;
        copy.effort = effort;
        copy.threads = threads;
        copy.minScore = minScore;
        copy.filter = filter;
        copy.shape = shape;
        copy.diversity = diversity;
        copy.groupBy = groupBy;
        return copy;
    }

    /**
     * Looks for the ten documents nearest to a vector.
     *
     * @param vector as many floats as the collection has dimensions, copied
     * @return the request
     */
    public static SearchRequest of(float[] vector) {
        return new SearchRequest(vector.clone());
    }

    /**
     * Sets how many documents to find.
     *
     * @param newK at least 1
     * @return a request for that many
     * @throws IllegalArgumentException if it is less
     */
    public SearchRequest k(int newK) {
        SearchRequest request = copy();
        request.k = atLeastOne("k", newK);
        return request;
    }

    /**
     * Sets how hard to look where the engine is not exact.
     *
     * @param newEffort at least 1; larger finds more of the nearest and takes longer. Less than what k demands is taken for that
     * @return a request with that effort
     * @throws IllegalArgumentException if it is less
     */
    public SearchRequest effort(int newEffort) {
        SearchRequest request = copy();
        request.effort = atLeastOne("effort", newEffort);
        return request;
    }

    /**
     * Lets several cores work on this one search, where documents are compared one and all.
     *
     * @param newThreads at least 1
     * @return a request for that many
     * @throws IllegalArgumentException if it is less
     */
    public SearchRequest threads(int newThreads) {
        SearchRequest request = copy();
        request.threads = atLeastOne("threads", newThreads);
        return request;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1 but is %d".formatted(name, value));
        }
        return value;
    }

    /**
     * Leaves out documents that are too far.
     *
     * @param newMinScore the lowest score to find
     * @return a request with that limit
     * @throws IllegalArgumentException if it is not a number
     */
    public SearchRequest minScore(float newMinScore) {
        if (Float.isNaN(newMinScore)) {
            throw new IllegalArgumentException("minScore must be a number");
        }
        SearchRequest request = copy();
        request.minScore = newMinScore;
        return request;
    }

    /**
     * Looks only among documents with certain metadata.
     *
     * @param newFilter which; takes the place of one set before
     * @return a request with that filter
     */
    public SearchRequest filter(Filter newFilter) {
        SearchRequest request = copy();
        request.filter = newFilter;
        return request;
    }

    /**
     * Chooses the metadata that comes back.
     *
     * @param names names; documents that don't have one of them come without it
     * @return a request for these fields and no others
     */
    public SearchRequest fields(String... names) {
        SearchRequest request = copy();
        request.shape = shape.withFields(names);
        return request;
    }

    /**
     * Chooses whether texts come back.
     *
     * @param wanted without this they do
     * @return a request with or without
     */
    public SearchRequest withText(boolean wanted) {
        SearchRequest request = copy();
        request.shape = shape.withText(wanted);
        return request;
    }

    /**
     * Chooses whether vectors come back.
     *
     * @param wanted without this they don't
     * @return a request with or without
     */
    public SearchRequest withVectors(boolean wanted) {
        SearchRequest request = copy();
        request.shape = shape.withVectors(wanted);
        return request;
    }

    /**
     * Wants documents that differ from each other (maximal marginal relevance): each next one is the best by {@code (1 - diversity) * score -
     * diversity * score to the nearest one chosen before}. Chosen from the four times {@code k} nearest.
     *
     * @param newDiversity 0 for the nearest, towards 1 for the most different
     * @return a request with that diversity
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public SearchRequest diversity(float newDiversity) {
        if (!(newDiversity >= 0 && newDiversity <= 1)) {
            throw new IllegalArgumentException("diversity must be between 0 and 1 but is " + newDiversity);
        }
        SearchRequest request = copy();
        request.diversity = newDiversity;
        return request;
    }

    /**
     * Wants only the best of documents that have the same value of a field, such as the document that chunks were cut from. Documents without the field
     * are groups of their own.
     *
     * @param field its name
     * @return a request for one document a group
     */
    public SearchRequest groupBy(String field) {
        SearchRequest request = copy();
        request.groupBy = field;
        return request;
    }

    /** The vector, not to be changed. */
    float[] vector() {
        return vector;
    }

    int k() {
        return k;
    }

    int effort() {
        return effort;
    }

    int threads() {
        return threads;
    }

    float minScore() {
        return minScore;
    }

    Optional<Filter> filter() {
        return Optional.ofNullable(filter);
    }

    Shape shape() {
        return shape;
    }

    float diversity() {
        return diversity;
    }

    Optional<String> groupBy() {
        return Optional.ofNullable(groupBy);
    }
}
