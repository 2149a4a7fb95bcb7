package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.fork.CacheKind;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MvStoreEmbeddingCacheTest extends PersistentCacheContract {
    MvStoreEmbeddingCacheTest() {
        super(CacheKind.MV_STORE);
    }

    /** Smaller caches get by without being tidied up. */
    @Test
    @Tag("stress")
    void spaceOfWhatIsGoneIsUsedAgain() throws IOException {
        CacheOptions options = options().withMaxBytes(64 << 20);
        try (CacheFolder held = CacheFolder.open(folder.resolve("cache"), CacheHeader.Kind.MV_STORE);
                EmbeddingCache cache = new BoundedCache(
                        "the cache under test", MvStoreEntries.open(held, 64 << 20, 0), options, 0) {}) {
            for (int i = 0; i < 50_000; i++) {
                cache.put(key(i), vector(i, 1536));
            }
            assertThat(Files.size(held.entries())).isLessThan(280L << 20);
            assertThat(cache.verify().damaged()).isZero();
        }
    }
}
