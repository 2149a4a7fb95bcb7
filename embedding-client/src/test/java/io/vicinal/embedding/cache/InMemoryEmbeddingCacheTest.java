package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.fork.CacheKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InMemoryEmbeddingCacheTest extends EmbeddingCacheContract {
    InMemoryEmbeddingCacheTest() {
        super(CacheKind.MEMORY);
    }

    @Test
    void whatIsAskedForStays() throws IOException {
        EmbeddingCache cache = open(options().withMaxBytes(100 * (136 + 4 * DIMENSION)));
        for (int i = 0; i < 1000; i++) {
            cache.put(key(i), vector(i, DIMENSION));
            assertThat(cache.contains(key(i % 5))).isTrue();
        }
        assertThat(cache.statistics().evicted()).isGreaterThanOrEqualTo(900);
    }
}
