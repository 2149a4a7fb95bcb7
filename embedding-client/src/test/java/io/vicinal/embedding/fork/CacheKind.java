package io.vicinal.embedding.fork;

import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.cache.InMemoryEmbeddingCache;
import io.vicinal.embedding.cache.MvStoreEmbeddingCache;
import java.io.IOException;
import java.nio.file.Path;

/** The caches there are. */
public enum CacheKind {
    MEMORY,
    MV_STORE,
    CHRONICLE;

    /** Opens a cache; one in memory has no use for the folder. */
    public EmbeddingCache open(Path folder, CacheOptions options) throws IOException {
        return switch (this) {
            case MEMORY -> InMemoryEmbeddingCache.create(options);
            case MV_STORE -> MvStoreEmbeddingCache.open(folder, options);
            case CHRONICLE -> ChronicleEmbeddingCache.open(folder, options);
        };
    }
}
