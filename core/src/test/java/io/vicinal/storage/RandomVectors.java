package io.vicinal.storage;

import java.util.Arrays;
import java.util.Random;

/** Vectors for tests, the same ones for the same seed, with norms from 1e-6 to 1e6. */
final class RandomVectors {
    private RandomVectors() {}

    static float[] vector(int dimension, long seed) {
        Random random = new Random(seed);
        double scale = Math.pow(10, random.nextInt(13) - 6);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) ((random.nextGaussian() + 0.1) * scale);
        }
        return vector;
    }

    /** Vectors of the seeds from {@code first} on, one after the other. */
    static float[] concatenated(int dimension, int count, long first) {
        float[] all = new float[dimension * count];
        for (int row = 0; row < count; row++) {
            System.arraycopy(vector(dimension, first + row), 0, all, row * dimension, dimension);
        }
        return all;
    }

    static double norm(float[] vector) {
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        return Math.sqrt(sum);
    }

    static boolean close(float[] actual, float[] expected, double tolerance) {
        boolean close = actual.length == expected.length;
        for (int i = 0; close && i < actual.length; i++) {
            close = Math.abs(actual[i] - expected[i]) <= tolerance * Math.abs(expected[i]);
        }
        return close || Arrays.equals(actual, expected);
    }
}
