package io.vicinal.bench.analysis;

import io.vicinal.bench.RandomFloats;
import io.vicinal.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The kernel for several queries and rows in sequence, all in the second-level cache, on all cores at once: as fast as comparing can be. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Threads(Threads.MAX)
public class KernelInCache {
    private static final int QUERIES = 128;
    private static final int ROWS = 256;

    private final Arena arena = Arena.ofShared();
    private final float[] scores = new float[QUERIES * ROWS];
    private float[] queries = {};
    private MemorySegment rows = MemorySegment.NULL;

    /** Makes queries and rows. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        queries = RandomFloats.next(random, QUERIES * ManyVectors.DIMENSION);
        MemorySegment floats = MemorySegment.ofArray(RandomFloats.next(random, ROWS * ManyVectors.DIMENSION));
        rows = arena.allocate(floats.byteSize(), Long.BYTES * Byte.SIZE).copyFrom(floats);
    }

    /** Frees the memory. */
    @TearDown
    public void free() {
        arena.close();
    }

    /** Compares each query with each row; the time is that of a pair on one core. */
    @Benchmark
    @OperationsPerInvocation(QUERIES * ROWS)
    public float[] pair() {
        int dimension = ManyVectors.DIMENSION;
        Kernels.dot(queries, QUERIES, dimension, rows, 0, (long) dimension * Float.BYTES, ROWS, scores);
        return scores;
    }
}
