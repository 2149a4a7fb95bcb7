package io.vicinal.bench.dataset;

import io.vicinal.format.VectorMapping;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Queries to warm up with, where there are none but those to be measured: vectors between two rows. */
final class Mixtures {
    private static final long SEED = 0x6D69787475726573L;

    private Mixtures() {}

    static void write(Path base, Path file, int count, Metric metric) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        int dimension;
        try (Arena arena = Arena.ofConfined()) {
            VectorRows rows = VectorMapping.map(base, arena);
            dimension = rows.dimension();
            for (int i = 0; i < count; i++) {
                vectors.add(mixture(rows, RandomSeeds.random(SEED, i)));
            }
        }
        NormalisedWriter.writeAll(file, vectors, dimension, metric, "mixtures of rows");
    }

    private static float[] mixture(VectorRows rows, SplittableRandom random) {
        float[] one = new float[rows.dimension()];
        float[] other = new float[rows.dimension()];
        rows.copy(random.nextInt(rows.count()), one);
        rows.copy(random.nextInt(rows.count()), other);
        // Never half and half, where rows that are opposite would leave nothing.
        float weight = 0.25f + random.nextInt(1000) / 5000f;
        for (int i = 0; i < one.length; i++) {
            one[i] = weight * one[i] + (1 - weight) * other[i];
        }
        return one;
    }
}
