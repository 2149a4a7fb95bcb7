package io.vicinal.embedding.fork;

import io.vicinal.embedding.cache.CacheKey;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.EmbeddingCache;
import java.nio.file.Path;
import java.util.Random;

/** Puts vectors into a cache until it is killed, batch by batch, and says after each flush how many must be there. */
public final class FillCache {
    public static final int BATCH = 20;

    private FillCache() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int next = Integer.parseInt(arguments[2]);
        try (EmbeddingCache cache = CacheKind.valueOf(arguments[0]).open(folder, options())) {
            while (true) {
                for (int i = 0; i < BATCH; i++, next++) {
                    cache.put(key(next), vector(next));
                }
                cache.flush();
                System.out.println(next);
            }
        }
    }

    public static CacheOptions options() {
        return CacheOptions.defaults().withMaxBytes(64 << 20);
    }

    public static CacheKey key(int number) {
        return CacheKey.of("test", "text " + number);
    }

    /** Vectors of different lengths, up to the longest that a provider has. */
    public static float[] vector(int number) {
        Random random = new Random(number);
        float[] vector = new float[1 + random.nextInt(3072)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }
}
