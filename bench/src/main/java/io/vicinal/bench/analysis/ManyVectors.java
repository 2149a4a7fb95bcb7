package io.vicinal.bench.analysis;

import io.vicinal.analysis.Vectors;
import io.vicinal.bench.RandomFloats;
import io.vicinal.kernel.Metric;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Vectors to be looked at together, by chance in all directions. */
final class ManyVectors {
    /** Floats in a vector, those of a usual small model. */
    static final int DIMENSION = 384;

    private ManyVectors() {}

    static Vectors of(int count) {
        return Vectors.of(ids(count), floats(count), Metric.COSINE);
    }

    static float[][] floats(int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = RandomFloats.next(random, DIMENSION);
        }
        return vectors;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
