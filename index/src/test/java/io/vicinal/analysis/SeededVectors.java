package io.vicinal.analysis;

import io.vicinal.kernel.Metric;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Vectors around centres far apart from each other, always the same; row i belongs to centre {@code i % centres}. */
final class SeededVectors {
    private SeededVectors() {}

    static float[][] around(int centres, double spread, int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] middles = new float[centres][dimension];
        for (float[] middle : middles) {
            for (int j = 0; j < dimension; j++) {
                middle[j] = (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[count][dimension];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < dimension; j++) {
                vectors[i][j] = middles[i % centres][j] + (float) (spread * random.nextGaussian());
            }
        }
        return vectors;
    }

    /** With ids {@code "r0"}, {@code "r1"} and so on. */
    static Vectors vectors(float[][] vectors, Metric metric) {
        List<String> ids =
                IntStream.range(0, vectors.length).mapToObj(i -> "r" + i).toList();
        return Vectors.of(ids, vectors, metric);
    }
}
