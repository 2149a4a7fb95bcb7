package io.vicinal.embedding.cache;

import java.util.Random;

/** Keys and vectors to put. */
final class Embeddings {
    private Embeddings() {}

    static CacheKey key(int number) {
        return CacheKey.of("model", "text " + number);
    }

    static float[] vector(int number, int dimension) {
        Random random = new Random(number);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }
}
