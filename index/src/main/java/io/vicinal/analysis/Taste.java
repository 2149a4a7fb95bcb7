package io.vicinal.analysis;

import io.vicinal.collection.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody likes, and what shall be recommended. Immutable: each method returns another that differs in one thing.
 *
 * <pre>{@code
 * Taste.liking("moby-dick", "typee").disliking("walden").seen("omoo").k(5).diversity(0.3f);
 * }</pre>
 */
public final class Taste {
    private List<String> liked = List.of();
    private List<float[]> likedVectors = List.of();
    private List<String> disliked = List.of();
    private List<float[]> dislikedVectors = List.of();
    private List<String> seen = List.of();
    private int k = 10;
    private float diversity;
    private float aversion = 0.5f;
    private @Nullable Filter filter;

    private Taste() {}

    private Taste copy() {
        Taste copy = new Taste();
        copy.liked = liked;
        copy.likedVectors = likedVectors;
        copy.disliked = disliked;
        copy.dislikedVectors = dislikedVectors;
        copy.seen = seen;
        copy.k = k;
        copy.diversity = diversity;
        copy.aversion = aversion;
        copy.filter = filter;
        return copy;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /**
     * Begins with documents that somebody likes.
     *
     * @param ids their ids
     * @return a taste for what is like them, ten documents
     */
    public static Taste liking(String... ids) {
        return new Taste().like(List.of(ids));
    }

    /**
     * Adds liked documents.
     *
     * @param ids their ids; they are not recommended
     * @return a taste for what is like these too
     */
    public Taste like(List<String> ids) {
        Taste taste = copy();
        taste.liked = joined(liked, ids);
        return taste;
    }

    /**
     * Adds something liked that is no document, such as an embedded wish.
     *
     * @param vector as many floats as the collection has dimensions, copied
     * @return a taste for what is like this too
     */
    public Taste like(float[] vector) {
        Taste taste = copy();
        taste.likedVectors = joined(likedVectors, List.of(vector.clone()));
        return taste;
    }

    /**
     * Adds disliked documents.
     *
     * @param ids their ids; they are not recommended
     * @return a taste for what is not like these
     */
    public Taste dislike(List<String> ids) {
        Taste taste = copy();
        taste.disliked = joined(disliked, ids);
        return taste;
    }

    /**
     * Adds disliked documents.
     *
     * @param ids their ids; they are not recommended
     * @return a taste for what is not like these
     */
    public Taste disliking(String... ids) {
        return dislike(List.of(ids));
    }

    /**
     * Adds something disliked that is no document.
     *
     * @param vector as many floats as the collection has dimensions, copied
     * @return a taste for what is not like this
     */
    public Taste dislike(float[] vector) {
        Taste taste = copy();
        taste.dislikedVectors = joined(dislikedVectors, List.of(vector.clone()));
        return taste;
    }

    /**
     * Leaves documents out that were seen already. They say nothing about the taste.
     *
     * @param ids their ids; those that are in no document do not matter
     * @return a taste without them
     */
    public Taste seen(java.util.Collection<String> ids) {
        Taste taste = copy();
        taste.seen = joined(seen, List.copyOf(ids));
        return taste;
    }

    /**
     * Leaves documents out that were seen already. They say nothing about the taste.
     *
     * @param ids their ids; those that are in no document do not matter
     * @return a taste without them
     */
    public Taste seen(String... ids) {
        return seen(List.of(ids));
    }

    /**
     * Sets how many documents to recommend.
     *
     * @param newK at least 1
     * @return a taste for that many
     * @throws IllegalArgumentException if it is less
     */
    public Taste k(int newK) {
        if (newK < 1) {
            throw new IllegalArgumentException("k must be at least 1 but is " + newK);
        }
        Taste taste = copy();
        taste.k = newK;
        return taste;
    }

    /**
     * Wants documents that differ from each other, as {@link io.vicinal.collection.SearchRequest#diversity} does.
     *
     * @param newDiversity 0 for what fits best, towards 1 for the most different
     * @return a taste with that diversity
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Taste diversity(float newDiversity) {
        Taste taste = copy();
        taste.diversity = MarginalRelevance.requireDiversity(newDiversity);
        return taste;
    }

    /**
     * Sets how much nearness to what is disliked counts against a document.
     *
     * @param newAversion 0 for not at all, 1 for as much as nearness to what is liked counts for it; usually 0.5
     * @return a taste with that aversion
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Taste aversion(float newAversion) {
        if (!(newAversion >= 0 && newAversion <= 1)) {
            throw new IllegalArgumentException("aversion must be between 0 and 1 but is " + newAversion);
        }
        Taste taste = copy();
        taste.aversion = newAversion;
        return taste;
    }

    /**
     * Recommends only documents with certain metadata.
     *
     * @param newFilter which; takes the place of one set before
     * @return a taste with that filter
     */
    public Taste filter(Filter newFilter) {
        Taste taste = copy();
        taste.filter = newFilter;
        return taste;
    }

    List<String> liked() {
        return liked;
    }

    List<float[]> likedVectors() {
        return likedVectors;
    }

    List<String> disliked() {
        return disliked;
    }

    List<float[]> dislikedVectors() {
        return dislikedVectors;
    }

    List<String> seen() {
        return seen;
    }

    int k() {
        return k;
    }

    float diversity() {
        return diversity;
    }

    float aversion() {
        return aversion;
    }

    Optional<Filter> filter() {
        return Optional.ofNullable(filter);
    }
}
