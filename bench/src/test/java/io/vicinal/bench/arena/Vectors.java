package io.vicinal.bench.arena;

import io.vicinal.format.VectorWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded vectors of length 1 around a few centres. */
final class Vectors {
    private static final int CENTRES = 20;
    private static final double SPREAD = 0.5;

    private Vectors() {}

    static List<float[]> clustered(int count, int dimension, long seed) {
        List<float[]> centres = new ArrayList<>();
        SplittableRandom centreRandom = new SplittableRandom(1);
        for (int i = 0; i < CENTRES; i++) {
            centres.add(gaussian(centreRandom, dimension));
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] centre = centres.get(random.nextInt(CENTRES));
            float[] vector = gaussian(random, dimension);
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) (centre[d] + SPREAD * vector[d]);
            }
            vectors.add(scaled(vector));
        }
        return vectors;
    }

    private static float[] gaussian(SplittableRandom random, int dimension) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] scaled(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += component * component;
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    static VectorRows rows(List<float[]> vectors) {
        int dimension = vectors.get(0).length;
        float[] all = new float[vectors.size() * dimension];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i), 0, all, i * dimension, dimension);
        }
        MemorySegment segment = java.lang.foreign.Arena.ofAuto().allocate(4L * all.length, 64);
        MemorySegment.copy(MemorySegment.ofArray(all), 0, segment, 0, 4L * all.length);
        return VectorRows.of(segment, 0, 4L * dimension, dimension, vectors.size());
    }

    static Path write(Path file, List<float[]> vectors) throws IOException {
        try (VectorWriter writer = VectorWriter.create(file, vectors.get(0).length)) {
            for (float[] vector : vectors) {
                writer.write(vector);
            }
            writer.commit();
        }
        return file;
    }
}
