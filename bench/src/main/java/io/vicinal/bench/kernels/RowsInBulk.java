package io.vicinal.bench.kernels;

import io.vicinal.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The bulk kernels, which keep several rows in flight: rows in the second-level cache, and rows beyond all caches. */
public abstract class RowsInBulk extends RandomRows {
    /** Memory of the rows, in MiB. */
    @Param({"0.25", "1024"})
    public double mib;

    RowsInBulk(String width) {
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
        Kernels.dot(query, rows, offsets, ROWS, scores);
        return scores;
    }

    /** Returns the cosine similarities. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] cosine() {
        choose();
        Kernels.cosine(query, rows, offsets, ROWS, scores);
        return scores;
    }

    /** Returns the squared Euclidean distances. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] squaredEuclidean() {
        choose();
        Kernels.squaredEuclidean(query, rows, offsets, ROWS, scores);
        return scores;
    }

    /** Without the Vector API. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.SET_SCALAR})
    public static class Scalar extends RowsInBulk {
        /** Called by JMH. */
        public Scalar() {
            super(Width.SCALAR);
        }
    }

    /** With vectors of 8 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_256})
    public static class Bits256 extends RowsInBulk {
        /** Called by JMH. */
        public Bits256() {
            super(Width.BITS_256);
        }
    }

    /** With vectors of 16 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_512})
    public static class Bits512 extends RowsInBulk {
        /** Called by JMH. */
        public Bits512() {
            super(Width.BITS_512);
        }
    }
}
