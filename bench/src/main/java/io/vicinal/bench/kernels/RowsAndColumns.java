package io.vicinal.bench.kernels;

import io.vicinal.bench.RandomFloats;
import io.vicinal.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Each of {@value #COUNT} queries with each of as many rows, which lie one after the other or across, in the second-level cache: time of a pair. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class RowsAndColumns {
    static final int COUNT = Kernels.COLUMNS;

    /** Floats in a row. */
    @Param({"128", "384", "1536"})
    public int dimension;

    private final Arena arena = Arena.ofShared();
    private final String width;
    private final float[] scores = new float[COUNT * COUNT];
    private float[] queries = {};
    private float[] columns = {};
    private MemorySegment rows = MemorySegment.NULL;

    RowsAndColumns(String width) {
        this.width = width;
    }

    /** Fills the rows; any numbers will do. */
    @Setup
    public void fill() {
        Width.require(width);
        SplittableRandom components = new SplittableRandom(1);
        queries = RandomFloats.next(components, COUNT * dimension);
        columns = RandomFloats.next(components, COUNT * dimension);
        rows = arena.allocate(columns.length * (long) Float.BYTES, COUNT);
        MemorySegment.copy(columns, 0, rows, ValueLayout.JAVA_FLOAT, 0, columns.length);
    }

    /** Frees the rows. */
    @TearDown
    public void free() {
        arena.close();
    }

    /** Returns the dot products with rows in sequence. */
    @Benchmark
    @OperationsPerInvocation(COUNT * COUNT)
    public float[] dotRows() {
        Kernels.dot(queries, COUNT, dimension, rows, 0, (long) dimension * Float.BYTES, COUNT, scores);
        return scores;
    }

    /** Returns the dot products with columns. */
    @Benchmark
    @OperationsPerInvocation(COUNT * COUNT)
    public float[] dotColumns() {
        Kernels.dotColumns(queries, 0, COUNT, dimension, columns, 0, scores);
        return scores;
    }

    /** Without the Vector API. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.SET_SCALAR})
    public static class Scalar extends RowsAndColumns {
        /** Called by JMH. */
        public Scalar() {
            super(Width.SCALAR);
        }
    }

    /** With vectors of 8 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_256})
    public static class Bits256 extends RowsAndColumns {
        /** Called by JMH. */
        public Bits256() {
            super(Width.BITS_256);
        }
    }

    /** With vectors of 16 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_512})
    public static class Bits512 extends RowsAndColumns {
        /** Called by JMH. */
        public Bits512() {
            super(Width.BITS_512);
        }
    }
}
