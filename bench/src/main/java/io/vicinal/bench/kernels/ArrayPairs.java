package io.vicinal.bench.kernels;

import io.vicinal.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/** The kernels for two arrays, at each width. */
public abstract class ArrayPairs extends PairOfArrays {
    private final String width;

    ArrayPairs(String width) {
        this.width = width;
    }

    /** Fails where the width is another. */
    @Setup
    public void requireWidth() {
        Width.require(width);
    }

    /** Returns the dot product. */
    @Benchmark
    public float dot() {
        return Kernels.dot(a, b);
    }

    /** Returns the cosine similarity. */
    @Benchmark
    public float cosine() {
        return Kernels.cosine(a, b);
    }

    /** Returns the squared Euclidean distance. */
    @Benchmark
    public float squaredEuclidean() {
        return Kernels.squaredEuclidean(a, b);
    }

    /** Without the Vector API. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.SET_SCALAR})
    public static class Scalar extends ArrayPairs {
        /** Called by JMH. */
        public Scalar() {
            super(Width.SCALAR);
        }
    }

    /** With vectors of 8 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_256})
    public static class Bits256 extends ArrayPairs {
        /** Called by JMH. */
        public Bits256() {
            super(Width.BITS_256);
        }
    }

    /** With vectors of 16 floats. */
    @Fork(
            value = 1,
            jvmArgsAppend = {Width.COMPILE_AT_ONCE, Width.VECTOR_MODULE, Width.SET_512})
    public static class Bits512 extends ArrayPairs {
        /** Called by JMH. */
        public Bits512() {
            super(Width.BITS_512);
        }
    }
}
