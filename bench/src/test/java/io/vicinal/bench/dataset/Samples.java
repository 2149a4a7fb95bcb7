package io.vicinal.bench.dataset;

import io.vicinal.format.IntVectorWriter;
import io.vicinal.format.VectorWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Small files of vectors. */
final class Samples {
    private Samples() {}

    static float[][] vectors(long seed, int count, int dimension) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) (random.nextDouble() - 0.3);
            }
        }
        return vectors;
    }

    static Path write(Path file, float[][] vectors) throws IOException {
        try (VectorWriter writer = VectorWriter.create(file, vectors[0].length)) {
            for (float[] vector : vectors) {
                writer.write(vector);
            }
            writer.commit();
        }
        return file;
    }

    static Path write(Path file, int[][] rows) throws IOException {
        try (IntVectorWriter writer = IntVectorWriter.create(file, rows[0].length)) {
            for (int[] row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
        return file;
    }

    static double length(float[] vector) {
        return Math.sqrt(PlainSearch.dot(vector, vector));
    }
}
