package io.vicinal.bench;

import java.util.SplittableRandom;

/** Components of vectors: any will do, since no kernel's time depends on them. */
public final class RandomFloats {
    private RandomFloats() {}

    /**
     * Returns the next components.
     *
     * @param random where they come from
     * @param count how many
     * @return numbers from -1 to 1
     */
    public static float[] next(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = 2 * (random.nextInt() >>> 8) * 0x1p-24f - 1;
        }
        return floats;
    }
}
