package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.cache.CacheOptions.WhenFull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a cache makes of a store that is damaged, broken, or full too early. */
class BoundedCacheTest {
    private static final int DIMENSION = 100;

    private final FaultyEntries store = new FaultyEntries();
    private final List<String> warnings = new ArrayList<>();

    /** Entries in memory that can be made to fail. */
    private static final class FaultyEntries implements EntryStore {
        private final MemoryEntries entries = new MemoryEntries();
        private boolean unreadable;
        private boolean unwritable;
        private boolean unremovable;
        private int room = Integer.MAX_VALUE;
        private Runnable meanwhile = () -> {};

        private static RuntimeException broken() {
            return new UncheckedIOException(new IOException("the disk is gone"));
        }

        @Override
        public byte @Nullable [] get(CacheKey key) {
            if (unreadable) {
                throw broken();
            }
            return entries.get(key);
        }

        @Override
        public byte @Nullable [] put(CacheKey key, byte[] value) {
            if (unwritable) {
                throw broken();
            }
            if (entries.size() >= room) {
                throw new FullException(broken());
            }
            Runnable other = meanwhile;
            meanwhile = () -> {};
            other.run();
            return entries.put(key, value);
        }

        @Override
        public byte @Nullable [] remove(CacheKey key) {
            if (unwritable || unremovable) {
                throw broken();
            }
            return entries.remove(key);
        }

        @Override
        public void forEach(BiConsumer<CacheKey, byte[]> visitor) {
            entries.forEach(visitor);
        }

        @Override
        public List<Dated> nextGroup() {
            return entries.nextGroup();
        }

        @Override
        public long size() {
            return entries.size();
        }

        @Override
        public long cost(int valueBytes) {
            return entries.cost(valueBytes);
        }

        @Override
        public void flush() {
            if (unwritable) {
                throw broken();
            }
        }

        @Override
        public void clear() {
            entries.clear();
        }

        @Override
        public void close(long bytes) {
            entries.close(bytes);
        }
    }

    private EmbeddingCache cache(WhenFull whenFull) {
        CacheOptions options = CacheOptions.defaults()
                .withMaxBytes(100_000)
                .withWhenFull(whenFull)
                .withWarnings(warnings::add);
        return new BoundedCache("the cache under test", store, options, -1) {};
    }

    private static void fill(EmbeddingCache cache, int from, int to) {
        for (int i = from; i < to; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
    }

    @Test
    void damagedEntriesAreMisses() {
        EmbeddingCache cache = cache(WhenFull.EVICT);
        fill(cache, 0, 10);
        byte[] three = Objects.requireNonNull(store.get(key(3))).clone();
        three[50] ^= 1;
        store.put(key(3), three);
        store.put(key(4), Objects.requireNonNull(store.get(key(5))));
        store.put(key(6), new byte[] {1, 2, 3});
        byte[] seven = Objects.requireNonNull(store.get(key(7))).clone();
        seven[5] ^= 1;
        store.put(key(7), seven);
        assertThat(cache.get(key(3))).isNull();
        assertThat(cache.get(key(4))).isNull();
        assertThat(cache.get(key(5))).isEqualTo(vector(5, DIMENSION));
        assertThat(cache.statistics().damaged()).isEqualTo(2);
        assertThat(cache.verify()).isEqualTo(new CacheVerification(8, 2, 0));
        assertThat(cache.statistics().entries()).isEqualTo(6);
        assertThat(cache.statistics().damaged()).isEqualTo(4);
    }

    @Test
    void whatCannotBeReadIsMissing() {
        EmbeddingCache cache = cache(WhenFull.EVICT);
        fill(cache, 0, 3);
        store.unreadable = true;
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get(key(i))).isNull();
        }
        assertThat(warnings)
                .containsExactly("the cache under test can't be read, texts are embedded again: "
                        + "java.io.UncheckedIOException: java.io.IOException: the disk is gone");
        store.unreadable = false;
        assertThat(cache.get(key(1))).isEqualTo(vector(1, DIMENSION));
    }

    @Test
    void whatCannotBeWrittenIsNotKept() {
        EmbeddingCache cache = cache(WhenFull.EVICT);
        fill(cache, 0, 3);
        store.unwritable = true;
        fill(cache, 3, 9);
        cache.flush();
        assertThat(warnings).singleElement().asString().contains("can't be written", "the disk is gone");
        assertThat(cache.statistics().refused()).isEqualTo(6);
        assertThat(cache.get(key(1))).isEqualTo(vector(1, DIMENSION));
        assertThat(cache.get(key(4))).isNull();
    }

    @Test
    void aStoreThatIsFullTooEarlyIsTakenForSmaller() {
        store.room = 50;
        EmbeddingCache cache = cache(WhenFull.EVICT);
        fill(cache, 0, 200);
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.stored()).isEqualTo(200);
        assertThat(statistics.refused()).isZero();
        assertThat(statistics.entries()).isBetween(35L, 50L).isEqualTo(200 - statistics.evicted());
        assertThat(cache.contains(key(199))).isTrue();
        assertThat(warnings).singleElement().asString().contains("holds no more than");
    }

    @Test
    void aStoreThatIsFullTooEarlyStaysAsItIs() {
        store.room = 50;
        EmbeddingCache cache = cache(WhenFull.STOP);
        fill(cache, 0, 200);
        assertThat(cache.statistics().entries()).isEqualTo(50);
        assertThat(cache.statistics().refused()).isEqualTo(150);
        assertThat(warnings).singleElement().asString().contains("is full");
    }

    @Test
    void putsAtTheSameTimeStayWithinTheCap() {
        EmbeddingCache cache = cache(WhenFull.STOP);
        fill(cache, 0, 185);
        store.meanwhile = () -> fill(cache, 185, 186);
        fill(cache, 186, 187);
        assertThat(cache.contains(key(186))).isTrue();
        assertThat(cache.contains(key(185))).as("for which there was no room").isFalse();
        assertThat(cache.statistics().bytes()).isBetween(99_000L, 100_000L);
        assertThat(cache.statistics().refused()).isEqualTo(1);
    }

    @Test
    void evictionThatFailsDoesNotGoOnForEver() {
        store.unremovable = true;
        CacheOptions less = CacheOptions.defaults().withMaxBytes(10_000).withWarnings(warnings::add);
        EmbeddingCache cache = new BoundedCache("the cache under test", store, less, -1) {};
        fill(cache, 0, 100);
        assertThat(cache.get(key(99))).isEqualTo(vector(99, DIMENSION));
        assertThat(warnings).singleElement().asString().contains("older vectors stay");
    }
}
