package io.vicinal.bench.analysis;

import io.vicinal.analysis.Vectors;
import io.vicinal.bench.RandomFloats;
import io.vicinal.kernel.Metric;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Vectors to be looked at together, by chance in all directions, and how a {@link Benchmark} of that is run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public abstract class ManyVectors {
    /** Floats in a vector, those of a usual small model. */
    static final int DIMENSION = 384;

    private final int count;
    private @Nullable Vectors vectors;

    /**
     * Prepares to make vectors.
     *
     * @param count how many
     */
    protected ManyVectors(int count) {
        this.count = count;
    }

    /** Makes the vectors. */
    @Setup
    public void fill() {
        List<String> ids = IntStream.range(0, count).mapToObj(Integer::toString).toList();
        vectors = Vectors.of(ids, floats(count), Metric.COSINE);
    }

    /** Frees them. */
    @TearDown
    public void free() {
        vectors().close();
    }

    /** Those that {@link #fill} has made. */
    final Vectors vectors() {
        if (vectors == null) {
            throw new IllegalStateException("not set up");
        }
        return vectors;
    }

    static float[][] floats(int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = RandomFloats.next(random, DIMENSION);
        }
        return vectors;
    }
}
