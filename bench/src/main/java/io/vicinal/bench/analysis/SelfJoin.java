package io.vicinal.bench.analysis;

import io.vicinal.analysis.Duplicates;
import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.Vectors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Each of {@value #ROWS} vectors compared with each other once, on all cores. An operation is a pair. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SelfJoin {
    private static final int ROWS = 50_000;
    private static final int PAIRS = ROWS / 2 * (ROWS - 1);
    private static final int NEIGHBOURS = 15;

    /** More than the score of any two directions taken by chance. */
    private static final float ALIKE = 0.95f;

    private @Nullable Vectors vectors;

    /** Makes the vectors. */
    @Setup
    public void fill() {
        vectors = ManyVectors.of(ROWS);
    }

    /** Frees them. */
    @TearDown
    public void free() {
        vectors().close();
    }

    private Vectors vectors() {
        if (vectors == null) {
            throw new IllegalStateException("not set up");
        }
        return vectors;
    }

    /** Keeps the nearest of each. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public KnnGraph neighbours() {
        return KnnGraph.exact(vectors(), NEIGHBOURS);
    }

    /** Keeps those that are nearly the same. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Duplicates duplicates() {
        return Duplicates.exact(vectors(), ALIKE);
    }
}
