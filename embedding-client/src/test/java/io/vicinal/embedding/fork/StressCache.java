package io.vicinal.embedding.fork;

import io.vicinal.embedding.cache.CacheKey;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.EmbeddingCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts and gets vectors by many threads until all were put, says now and then how far it is, and fails at the first wrong answer. */
public final class StressCache {
    public static final int ENTRIES = 100_000;
    public static final long MAX_BYTES = 128L << 20;
    private static final int DIMENSION = 1536;
    private static final int THREADS = 8;
    private static final int STEP = 1_000;

    private StressCache() {}

    public static void main(String[] arguments) throws Exception {
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[2]));
        try (EmbeddingCache cache = CacheKind.valueOf(arguments[0]).open(Path.of(arguments[1]), options());
                ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                threads.add(executor.submit(() -> fill(cache, next)));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
            System.out.println(cache.statistics().evicted());
        }
    }

    private static void fill(EmbeddingCache cache, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < ENTRIES; i = next.getAndIncrement()) {
            cache.put(key(i), vector(i));
            requireRight(cache, i);
            requireRight(cache, i / 2);
            if (i % STEP == STEP - 1) {
                cache.flush();
                System.out.println(i + 1);
            }
        }
    }

    /** Returns whether there is a vector; fails if it is another one. */
    public static boolean requireRight(EmbeddingCache cache, int number) {
        float[] got = cache.get(key(number));
        if (got != null && !Arrays.equals(got, vector(number))) {
            throw new IllegalStateException("vector %d came back as another one".formatted(number));
        }
        return got != null;
    }

    public static CacheOptions options() {
        return CacheOptions.defaults().withMaxBytes(MAX_BYTES);
    }

    private static CacheKey key(int number) {
        return CacheKey.of("stress", "text " + number);
    }

    private static float[] vector(int number) {
        SplittableRandom random = new SplittableRandom(number);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt() * 0x1p-31f;
        }
        return vector;
    }
}
