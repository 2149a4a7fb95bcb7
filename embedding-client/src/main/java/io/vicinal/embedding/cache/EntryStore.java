package io.vicinal.embedding.cache;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link BoundedCache} keeps its entries: a map that several threads may use at once. Arrays belong to the store once put, and
 * must not be changed when they come back.
 */
interface EntryStore {
    /** A key, and the day its vector was made on. */
    record Dated(CacheKey key, int day) {}

    /** The store can hold no more, although its entries take less than it was made for. It is as it was before. */
    final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FullException(Throwable cause) {
            super(cause);
        }
    }

    byte @Nullable [] get(CacheKey key);

    /** Returns what was there before. */
    byte @Nullable [] put(CacheKey key, byte[] value);

    /** Returns what was there. */
    byte @Nullable [] remove(CacheKey key);

    void forEach(BiConsumer<CacheKey, byte[]> visitor);

    /** Returns some of the entries, others each time, until all had their turn; the order says which to keep if days are equal. */
    List<Dated> nextGroup();

    long size();

    /** Returns what all entries together may take at most, as {@link #cost} counts it. */
    default long capacity() {
        return Long.MAX_VALUE;
    }

    /** Returns what an entry takes whose value has so many bytes. */
    long cost(int valueBytes);

    void flush();

    void clear() throws IOException;

    /** Closes the store; it may write down what its entries take together, as {@link #cost} counts it. */
    void close(long bytes) throws IOException;
}
