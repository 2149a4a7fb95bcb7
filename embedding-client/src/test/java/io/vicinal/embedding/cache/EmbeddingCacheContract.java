package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vicinal.embedding.cache.CacheOptions.WhenFull;
import io.vicinal.embedding.fork.CacheKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every cache. */
abstract class EmbeddingCacheContract {
    static final int DIMENSION = 300;
    private static final long SMALL = 400 << 10;

    @TempDir
    Path folder;

    final SettableClock clock = new SettableClock();
    final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
    final CacheKind kind;
    private final List<EmbeddingCache> opened = new ArrayList<>();

    EmbeddingCacheContract(CacheKind kind) {
        this.kind = kind;
    }

    final CacheOptions options() {
        return CacheOptions.defaults().withMaxBytes(4 << 20).withClock(clock).withWarnings(warnings::add);
    }

    final EmbeddingCache open(CacheOptions options) throws IOException {
        EmbeddingCache cache = kind.open(folder.resolve("cache"), options);
        opened.add(cache);
        return cache;
    }

    @AfterEach
    void close() throws IOException {
        for (EmbeddingCache cache : opened) {
            cache.close();
        }
    }

    @Test
    void vectorsComeBackAsTheyWere() throws IOException {
        EmbeddingCache cache = open(options());
        int[] dimensions = {1, 2, 3, 63, 64, 65, 384, 1536, 3072, 4096};
        for (int dimension : dimensions) {
            cache.put(key(dimension), vector(dimension, dimension));
        }
        float[] special = {-0.0f, Float.MIN_VALUE, -1e-30f, 1e18f, Math.nextUp(1f)};
        cache.put(key(0), special);
        for (int dimension : dimensions) {
            assertThat(cache.get(key(dimension))).isEqualTo(vector(dimension, dimension));
        }
        assertThat(Arrays.equals(cache.get(key(0)), special)).isTrue();
        assertThat(cache.statistics().entries()).isEqualTo(dimensions.length + 1);
    }

    @Test
    void arraysAreTheCallersOwn() throws IOException {
        EmbeddingCache cache = open(options());
        float[] put = vector(1, DIMENSION);
        cache.put(key(1), put);
        put[0] = 7;
        float[] got = cache.get(key(1));
        assertThat(got).isEqualTo(vector(1, DIMENSION));
        Arrays.fill(got, 8);
        assertThat(cache.get(key(1))).isEqualTo(vector(1, DIMENSION));
    }

    @Test
    void lookUpsAreCounted() throws IOException {
        EmbeddingCache cache = open(options());
        cache.put(key(1), vector(1, DIMENSION));
        assertThat(cache.get(key(1))).isNotNull();
        assertThat(cache.get(key(2))).isNull();
        assertThat(cache.get(key(3))).isNull();
        assertThat(cache.contains(key(1))).isTrue();
        assertThat(cache.contains(key(2))).isFalse();
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.hits()).isEqualTo(1);
        assertThat(statistics.misses()).isEqualTo(2);
        assertThat(statistics.stored()).isEqualTo(1);
        assertThat(statistics.bytes()).isGreaterThanOrEqualTo(4 * DIMENSION);
    }

    @Test
    void aVectorPutAgainTakesThePlaceOfTheOld() throws IOException {
        EmbeddingCache cache = open(options());
        cache.put(key(1), vector(2, DIMENSION));
        long bytes = cache.statistics().bytes();
        cache.put(key(1), vector(1, 10 * DIMENSION));
        assertThat(cache.get(key(1))).isEqualTo(vector(1, 10 * DIMENSION));
        assertThat(cache.statistics().bytes()).isGreaterThan(bytes);
        cache.put(key(1), vector(3, DIMENSION));
        assertThat(cache.get(key(1))).isEqualTo(vector(3, DIMENSION));
        assertThat(cache.statistics().entries()).isEqualTo(1);
        assertThat(cache.statistics().bytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsNoVectorIsRefused() throws IOException {
        EmbeddingCache cache = open(options());
        for (float[] improper : new float[][] {{}, {0, -0.0f}, {1, Float.NaN}, {Float.POSITIVE_INFINITY}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> cache.put(key(1), improper));
        }
        assertThat(cache.statistics().entries()).isZero();
        assertThat(cache.contains(key(1))).isFalse();
    }

    @Test
    void neverTakesMoreThanItsCap() throws IOException {
        EmbeddingCache cache = open(options().withMaxBytes(SMALL));
        for (int i = 0; i < 1000; i++) {
            int dimension = 1 + (i * 37) % 600;
            cache.put(key(i), vector(i, dimension));
            assertThat(cache.get(key(i))).as("vector %d", i).isEqualTo(vector(i, dimension));
            assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(SMALL);
        }
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.evicted()).isPositive();
        assertThat(statistics.entries()).isEqualTo(1000 - statistics.evicted());
        assertThat(IntStream.range(0, 1000).filter(i -> cache.contains(key(i))).count())
                .isEqualTo(statistics.entries());
        assertThat(statistics.bytes()).isGreaterThan(SMALL / 2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void theOldestGoFirst() throws IOException {
        EmbeddingCache cache = open(options().withMaxBytes(SMALL));
        for (int i = 0; i < 120; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        clock.advance(1);
        int newest = 120;
        while (cache.statistics().evicted() < 40) {
            cache.put(key(newest), vector(newest, DIMENSION));
            newest++;
        }
        for (int i = 120; i < newest; i++) {
            assertThat(cache.contains(key(i))).as("vector %d of %d", i, newest).isTrue();
        }
    }

    @Test
    void aFullCacheThatKeepsWhatItHasSaysSoOnce() throws IOException {
        EmbeddingCache cache = open(options().withMaxBytes(SMALL).withWhenFull(WhenFull.STOP));
        for (int i = 0; i < 500; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.bytes()).isBetween(SMALL * 9 / 10, SMALL);
        assertThat(statistics.evicted()).isZero();
        assertThat(statistics.refused()).isEqualTo(500 - statistics.entries());
        for (int i = 0; i < 500; i++) {
            assertThat(cache.contains(key(i))).isEqualTo(i < statistics.entries());
        }
        assertThat(warnings).singleElement().asString().contains("is full");
        cache.clear();
        cache.put(key(499), vector(499, DIMENSION));
        assertThat(cache.contains(key(499))).isTrue();
    }

    @Test
    void aVectorLargerThanTheCacheIsNotKept() throws IOException {
        EmbeddingCache cache = open(options().withMaxBytes(SMALL));
        cache.put(key(1), vector(1, DIMENSION));
        cache.put(key(2), vector(2, (int) SMALL / 4));
        assertThat(cache.contains(key(1))).isTrue();
        assertThat(cache.contains(key(2))).isFalse();
        assertThat(cache.statistics().refused()).isEqualTo(1);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void oldVectorsAreNotReturned() throws IOException {
        EmbeddingCache cache = open(options().withMaxAgeDays(2));
        cache.put(key(1), vector(1, DIMENSION));
        cache.put(key(2), vector(2, DIMENSION));
        clock.advance(2);
        cache.put(key(2), vector(2, DIMENSION));
        assertThat(cache.contains(key(1))).isTrue();
        clock.advance(1);
        assertThat(cache.get(key(1))).isNull();
        assertThat(cache.get(key(2))).isNotNull();
        assertThat(cache.statistics().expired()).isEqualTo(1);
        assertThat(cache.statistics().entries()).isEqualTo(1);
    }

    @Test
    void verifyingRemovesWhatIsTooOld() throws IOException {
        EmbeddingCache cache = open(options().withMaxAgeDays(0));
        for (int i = 0; i < 30; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        assertThat(cache.verify()).isEqualTo(new CacheVerification(30, 0, 0));
        clock.advance(1);
        cache.put(key(30), vector(30, DIMENSION));
        assertThat(cache.verify()).isEqualTo(new CacheVerification(31, 0, 30));
        assertThat(cache.verify()).isEqualTo(new CacheVerification(1, 0, 0));
        assertThat(cache.contains(key(30))).isTrue();
    }

    @Test
    void aClearedCacheIsEmptyAndGoesOn() throws IOException {
        EmbeddingCache cache = open(options());
        for (int i = 0; i < 100; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        cache.clear();
        assertThat(cache.statistics().entries()).isZero();
        assertThat(cache.statistics().bytes()).isZero();
        assertThat(cache.contains(key(1))).isFalse();
        cache.put(key(1), vector(1, DIMENSION));
        cache.flush();
        assertThat(cache.get(key(1))).isEqualTo(vector(1, DIMENSION));
    }

    @Test
    void aClosedCacheSaysSo() throws IOException {
        EmbeddingCache cache = open(options());
        cache.close();
        cache.close();
        assertThatIllegalStateException().isThrownBy(() -> cache.get(key(1))).withMessageContaining("is closed");
        assertThatIllegalStateException().isThrownBy(() -> cache.contains(key(1)));
        assertThatIllegalStateException().isThrownBy(() -> cache.put(key(1), vector(1, 1)));
        assertThatIllegalStateException().isThrownBy(cache::flush);
        assertThatIllegalStateException().isThrownBy(cache::statistics);
        assertThatIllegalStateException().isThrownBy(cache::verify);
        assertThatIllegalStateException().isThrownBy(cache::clear);
    }

    @Test
    void threadsSeeWholeVectors() throws Exception {
        EmbeddingCache cache = open(options().withMaxBytes(SMALL));
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 17;
                tasks.add(executor.submit(() -> {
                    for (int i = first; i < first + 800; i++) {
                        int number = i % 500;
                        cache.put(key(number), vector(number, DIMENSION));
                        float[] got = cache.get(key((i * 7) % 500));
                        assertThat(got == null || Arrays.equals(got, vector((i * 7) % 500, DIMENSION)))
                                .isTrue();
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.bytes()).isLessThanOrEqualTo(SMALL);
        assertThat(cache.verify()).isEqualTo(new CacheVerification(statistics.entries(), 0, 0));
        assertThat(warnings).isEmpty();
    }

    @Test
    void anInterruptedThreadHarmsNobody() throws IOException {
        EmbeddingCache cache = open(options());
        Thread.currentThread().interrupt();
        for (int i = 0; i < 1000; i++) {
            cache.put(key(i), vector(i, DIMENSION));
            assertThat(cache.get(key(i))).isNotNull();
            cache.flush();
        }
        assertThat(Thread.interrupted()).isTrue();
        for (int i = 0; i < 1000; i++) {
            assertThat(cache.get(key(i))).isEqualTo(vector(i, DIMENSION));
        }
        assertThat(warnings).isEmpty();
    }
}
