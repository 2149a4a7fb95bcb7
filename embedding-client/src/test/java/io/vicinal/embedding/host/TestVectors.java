package io.vicinal.embedding.host;

import java.util.SplittableRandom;

/** Vectors that belong to texts, the same in every run. */
public final class TestVectors {
    private TestVectors() {}

    /**
     * Returns the vector of a text.
     *
     * @param text any text
     * @param dimension floats in it
     * @return components between -1 and 1
     */
    public static float[] of(String text, int dimension) {
        long seed = dimension;
        for (int i = 0; i < text.length(); i++) {
            seed = seed * 0x9E3779B97F4A7C15L + text.charAt(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }
}
