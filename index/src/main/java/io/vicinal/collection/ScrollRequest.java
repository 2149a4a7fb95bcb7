package io.vicinal.collection;

import io.vicinal.collection.filter.Filter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which documents to go through, page by page, in the order in which they were put. Immutable: each method returns another that differs in one thing.
 */
public final class ScrollRequest {
    private int limit = 100;
    private long after;
    private @Nullable Filter filter;
    private Shape shape = Shape.USUAL;

    private ScrollRequest() {}

    /**
     * Goes through all documents, a hundred a page.
     *
     * @return the request
     */
    public static ScrollRequest all() {
        return new ScrollRequest();
    }

    private ScrollRequest copy() {
        ScrollRequest copy = new ScrollRequest();
        copy.limit = limit;
        copy.after = after;
        copy.filter = filter;
        copy.shape = shape;
        return copy;
    }

    /**
     * Sets how many documents a page has.
     *
     * @param newLimit at least 1
     * @return a request for such pages
     * @throws IllegalArgumentException if it is less
     */
    public ScrollRequest limit(int newLimit) {
        if (newLimit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but is " + newLimit);
        }
        ScrollRequest request = copy();
        request.limit = newLimit;
        return request;
    }

    /**
     * Goes on where a page ended. What is put or deleted meanwhile moves nothing: a document is seen twice only if it was put again in between.
     *
     * @param cursor from {@link Page#next}
     * @return a request for the page behind
     */
    public ScrollRequest after(long cursor) {
        ScrollRequest request = copy();
        request.after = cursor;
        return request;
    }

    /**
     * Goes only through documents with certain metadata.
     *
     * @param newFilter which
     * @return a request with that filter
     */
    public ScrollRequest filter(Filter newFilter) {
        ScrollRequest request = copy();
        request.filter = newFilter;
        return request;
    }

    /**
     * Chooses the metadata that comes back.
     *
     * @param names of fields; documents that don't have one of them come without it
     * @return a request for these fields and no others
     */
    public ScrollRequest fields(String... names) {
        ScrollRequest request = copy();
        request.shape = shape.withFields(names);
        return request;
    }

    /**
     * Chooses whether texts come back.
     *
     * @param wanted without this they do
     * @return a request with or without
     */
    public ScrollRequest withText(boolean wanted) {
        ScrollRequest request = copy();
        request.shape = shape.withText(wanted);
        return request;
    }

    /**
     * Chooses whether vectors come back.
     *
     * @param wanted without this they don't
     * @return a request with or without
     */
    public ScrollRequest withVectors(boolean wanted) {
        ScrollRequest request = copy();
        request.shape = shape.withVectors(wanted);
        return request;
    }

    int limit() {
        return limit;
    }

    long after() {
        return after;
    }

    Optional<Filter> filter() {
        return Optional.ofNullable(filter);
    }

    Shape shape() {
        return shape;
    }
}
