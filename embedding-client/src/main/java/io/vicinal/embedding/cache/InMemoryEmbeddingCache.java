package io.vicinal.embedding.cache;

/** A cache that is gone with the process. When it is full, the vectors go that were asked for least recently. */
public final class InMemoryEmbeddingCache extends BoundedCache {
    private InMemoryEmbeddingCache(CacheOptions options) {
        super("the cache in memory", new MemoryEntries(), options, 0);
    }

    /**
     * Makes an empty cache.
     *
     * @param options its limits; a vector of <i>d</i> floats counts as 136 + 4 <i>d</i> bytes
     * @return the cache
     */
    public static InMemoryEmbeddingCache create(CacheOptions options) {
        return new InMemoryEmbeddingCache(options);
    }
}
