package io.vicinal.bench.dataset;

import java.util.SplittableRandom;

/**
 * A curved surface of few dimensions in a space of many: a fixed map {@code z -> f(z A) B} with random matrices and
 * <i>f(x) = x / (1 + |x|)</i>, which unlike the usual tanh is the same to the last bit on every machine.
 */
final class Manifold {
    private static final int HIDDEN = 96;

    private final float[][] inner;
    private final float[][] outer;

    Manifold(long seed, int latentDimension, int dimension) {
        SplittableRandom random = RandomSeeds.random(seed, 0);
        inner = matrix(random, latentDimension, HIDDEN, (float) (1.5 / Math.sqrt(latentDimension)));
        outer = matrix(random, HIDDEN, dimension, (float) (2 / Math.sqrt(HIDDEN)));
    }

    private static float[][] matrix(SplittableRandom random, int rows, int columns, float scale) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = scale * RandomSeeds.normal(random);
            }
        }
        return matrix;
    }

    /** Adds the point's place on the surface, times {@code weight}. */
    void add(float[] point, float weight, float[] vector) {
        float[] hidden = new float[HIDDEN];
        for (int i = 0; i < point.length; i++) {
            multiplyAdd(point[i], inner[i], hidden);
        }
        for (int h = 0; h < HIDDEN; h++) {
            multiplyAdd(weight * hidden[h] / (1 + Math.abs(hidden[h])), outer[h], vector);
        }
    }

    private static void multiplyAdd(float factor, float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
