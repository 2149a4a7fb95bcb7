package io.vicinal.bench.kernels;

import io.vicinal.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The same rows as in {@link RowsInBulk}, beyond all caches, with a call for each: what bulk scoring is there to beat. The scalar kernels score one by one anyway. */
public abstract class RowsOneByOne extends RandomRows {
    /** Memory of the rows, in MiB. */
    @Param("1024")
    public double mib;

    private final long[] offset = new long[1];
    private final float[] score = new float[1];

    RowsOneByOne(String width) {
        super(width);
    }

    @Override
    double mib() {
        return mib;
    }

    /** Returns the dot products. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] dot() {
        choose();
        for (int i = 0; i < ROWS; i++) {
            offset[0] = offsets[i];
            Kernels.dot(query, rows, offset, 1, score);
            scores[i] = score[0];
        }
        return scores;
    }

    /** Returns the cosine similarities. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] cosine() {
        choose();
        for (int i = 0; i < ROWS; i++) {
            offset[0] = offsets[i];
            Kernels.cosine(query, rows, offset, 1, score);
            scores[i] = score[0];
        }
        return scores;
    }

    /** Returns the squared Euclidean distances. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] squaredEuclidean() {
        choose();
        for (int i = 0; i < ROWS; i++) {
            offset[0] = offsets[i];
            Kernels.squaredEuclidean(query, rows, offset, 1, score);
            scores[i] = score[0];
        }
        return scores;
    }

    /** With vectors of 8 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_256})
    public static class Bits256 extends RowsOneByOne {
        /** Called by JMH. */
        public Bits256() {
            super(Width.BITS_256);
        }
    }

    /** With vectors of 16 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_512})
    public static class Bits512 extends RowsOneByOne {
        /** Called by JMH. */
        public Bits512() {
            super(Width.BITS_512);
        }
    }
}
