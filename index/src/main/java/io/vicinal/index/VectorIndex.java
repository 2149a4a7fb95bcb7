package io.vicinal.index;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the nearest neighbours of a vector among the vectors added.
 *
 * <p>Vectors are known by ids of the caller's choice. They are kept in a memory-mapped file, not on the heap. Every method is safe
 * for use by several threads at once: a search sees each change of another thread as a whole or not at all.
 *
 * <p>A vector that comes in must be of the index's dimension, its components finite and not all zeros; anything else is refused
 * with {@link IllegalArgumentException} before anything is changed. Methods that write throw {@link
 * java.io.UncheckedIOException} when the disk refuses. After {@link #close} all but {@link #dimension}, {@link #metric} and {@code
 * close} itself throw {@link IllegalStateException}.
 */
public interface VectorIndex extends AutoCloseable {
    /**
     * Starts an index.
     *
     * @param dimension floats in each vector, 1 to 65,536
     * @param metric how vectors are compared
     * @return its builder
     * @throws IllegalArgumentException if the dimension is out of range
     */
    static VectorIndexBuilder builder(int dimension, Metric metric) {
        return new VectorIndexBuilder(dimension, metric);
    }

    /**
     * Opens an index that was saved. Its rows stay in the file and are searched there; the first change copies them, so that the
     * file is never written to.
     *
     * @param file where it was saved
     * @return the index
     * @throws IOException if the file can't be read
     * @throws io.vicinal.storage.CorruptFileException if it is damaged, or no index
     * @throws IllegalArgumentException if it is a directory or a pipe
     * @throws IllegalStateException if its engine is not on the class path or module path
     */
    static VectorIndex open(Path file) throws IOException {
        return SavedIndex.open(file);
    }

    /**
     * Returns the length of each vector.
     *
     * @return floats in a vector
     */
    int dimension();

    /**
     * Returns how vectors are compared.
     *
     * @return the metric
     */
    Metric metric();

    /**
     * Returns the number of vectors.
     *
     * @return those added and not removed
     */
    int size();

    /**
     * Adds a vector. Searches find it as soon as this returns.
     *
     * @param id its id, any number not yet in the index
     * @param vector {@code dimension()} floats, copied
     * @throws IllegalArgumentException if the id is in the index already, or the vector is refused
     */
    void add(long id, float[] vector);

    /**
     * Adds many vectors, all or none of them, faster than one by one. The first ones of an index are best added in one go: the engine {@code
     * hnsw} connects thousands of them all at once, which saves time where they are tens of thousands, unless they are compared by dot
     * product.
     *
     * @param ids an id for each vector, different from each other and from those in the index
     * @param vectors the vectors, one after the other
     * @throws IllegalArgumentException if there are not as many vectors as ids, an id is in the index already or twice among the
     *     new, or a vector is refused; the message gives the position
     */
    void addAll(long[] ids, float[] vectors);

    /**
     * Replaces the vector of an id.
     *
     * @param id an id in the index
     * @param vector {@code dimension()} floats, copied
     * @throws IllegalArgumentException if the id is not in the index, or the vector is refused
     */
    void update(long id, float[] vector);

    /**
     * Removes a vector. Searches don't find it any more as soon as this returns.
     *
     * @param id the id
     * @return whether it was in the index
     */
    boolean remove(long id);

    /**
     * Tells whether an id is in the index.
     *
     * @param id the id
     * @return true if it has a vector
     */
    boolean contains(long id);

    /**
     * Returns a vector as it came in, to one part in a million.
     *
     * @param id an id in the index
     * @return {@code dimension()} floats, the caller's own
     * @throws IllegalArgumentException if the id is not in the index
     * @throws io.vicinal.storage.CorruptFileException if the index was opened from a file and a row that is read first now is damaged
     */
    float[] vector(long id);

    /**
     * Finds the nearest neighbours of a vector.
     *
     * @param query what to look for
     * @return up to {@code query.k()} hits, best first
     * @throws IllegalArgumentException if the query's vector is refused
     * @throws io.vicinal.storage.CorruptFileException if the index was opened from a file and a row that is read first now is damaged
     */
    Hits search(Query query);

    /**
     * Answers many queries, faster than one by one. The answers are the same; a change made meanwhile by another thread may show
     * in some of them only.
     *
     * @param queries what to look for; their own {@code threads} don't count here
     * @param threads how many cores to use, at least 1
     * @return an answer to each query, in their order
     * @throws IllegalArgumentException if a query's vector is refused, whose position the message gives, or threads is less than 1
     */
    List<Hits> searchAll(List<Query> queries, int threads);

    /**
     * Answers many queries on all cores.
     *
     * @param queries what to look for; their own {@code threads} don't count here
     * @return an answer to each query, in their order
     * @throws IllegalArgumentException if a query's vector is refused; the message gives its position
     */
    default List<Hits> searchAll(List<Query> queries) {
        return searchAll(queries, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Writes the index to a file, which replaces an older one in one step: a failure or a crash leaves the old one whole.
     *
     * @param file where
     * @throws IOException if it can't be written
     * @throws io.vicinal.storage.CorruptFileException if the index was opened from a file and a row that is read first now is damaged
     */
    void save(Path file) throws IOException;

    /**
     * Returns the index in numbers.
     *
     * @return as of now
     */
    IndexStats stats();

    /**
     * Goes through the whole index and counts the rows that searches cannot come to; those there are, it makes reachable. Engines that
     * search a graph take care that there are none. Changes wait meanwhile, searches do not.
     *
     * @return what was found
     */
    default Reachability reachability() {
        return new Reachability(size(), 0, 0);
    }

    /** Frees memory and closes files. What was not saved is gone. */
    @Override
    void close();
}
