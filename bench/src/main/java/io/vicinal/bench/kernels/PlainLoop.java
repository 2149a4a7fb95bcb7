package io.vicinal.bench.kernels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** The loops that anyone would write, which everything else is compared with. */
@Fork(value = 1, jvmArgsAppend = Width.COMPILE_AT_ONCE)
public class PlainLoop extends PairOfArrays {
    /** Returns the dot product. */
    @Benchmark
    public float dot() {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Returns the cosine similarity. */
    @Benchmark
    public float cosine() {
        float dot = 0;
        float squaredNormA = 0;
        float squaredNormB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            squaredNormA += a[i] * a[i];
            squaredNormB += b[i] * b[i];
        }
        return (float) (dot / Math.sqrt((double) squaredNormA * squaredNormB));
    }

    /** Returns the squared Euclidean distance. */
    @Benchmark
    public float squaredEuclidean() {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            float difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
