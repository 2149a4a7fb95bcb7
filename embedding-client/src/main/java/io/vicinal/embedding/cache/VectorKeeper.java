package io.vicinal.embedding.cache;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts vectors into a cache. They are paid for: whatever the cache does, it stands in nobody's way, and is complained of once. */
final class VectorKeeper {
    private static final System.Logger LOGGER = System.getLogger(CachedModel.class.getName());

    private final EmbeddingCache cache;
    private final AtomicBoolean warned = new AtomicBoolean();

    VectorKeeper(EmbeddingCache cache) {
        this.cache = cache;
    }

    void keep(CacheKey key, float[] vector) {
        attempt(() -> cache.put(key, vector));
    }

    void flush() {
        attempt(cache::flush);
    }

    private void attempt(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            if (!warned.getAndSet(true)) {
                LOGGER.log(Level.WARNING, "vectors can't be kept in the cache", e);
            }
        }
    }
}
