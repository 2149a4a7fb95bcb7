package io.vicinal.embedding.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps vectors by the text and the model that they came from.
 *
 * <p>A cache never stands in the way of an embedding. What can't be read counts as missing; what can't be written is not kept, which
 * is said once, to the receiver of warnings in {@link CacheOptions}. A vector comes back as it went in, bit for bit, or not at all.
 *
 * <p>Implementations are safe for use by several threads at once. After {@link #close} every method but that one throws an
 * {@link IllegalStateException}.
 */
public interface EmbeddingCache extends AutoCloseable {
    /**
     * Looks a vector up, which counts as a hit or a miss.
     *
     * @param key of what
     * @return the vector, the caller's own; null if there is none, it is older than the age limit, or it is damaged
     */
    float @Nullable [] get(CacheKey key);

    /**
     * Tells whether {@link #get} would return a vector, without counting.
     *
     * @param key of what
     * @return whether there is one
     */
    boolean contains(CacheKey key);

    /**
     * Keeps a vector, in place of an earlier one of the same key. Others may have to go for it.
     *
     * @param key of what
     * @param vector the vector, any number of floats; it is copied
     * @throws IllegalArgumentException if the vector is empty, all zeros, or has a component that is NaN or infinite
     */
    void put(CacheKey key, float[] vector);

    /**
     * Sees to it that vectors put before outlive this process, even if it is killed now. A persistent cache may lose them with the
     * power; one in memory loses them anyway.
     */
    void flush();

    /**
     * Counts.
     *
     * @return what the cache holds, and what has happened since it was opened
     */
    CacheStatistics statistics();

    /**
     * Reads every entry, and removes those that are damaged or older than the age limit.
     *
     * @return what was found
     */
    CacheVerification verify();

    /**
     * Removes every entry and gives the disk its space back.
     *
     * @throws IOException if the disk refuses
     */
    void clear() throws IOException;

    /**
     * Writes what is left to write, and lets others open the cache. Closing twice does nothing.
     *
     * @throws IOException if the disk refuses
     */
    @Override
    void close() throws IOException;
}
