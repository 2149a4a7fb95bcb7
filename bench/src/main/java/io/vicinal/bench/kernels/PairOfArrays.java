package io.vicinal.bench.kernels;

import io.vicinal.bench.RandomFloats;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Two vectors that stay in the first-level cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class PairOfArrays {
    /** Floats in a vector. */
    @Param({"128", "384", "768", "1536"})
    public int dimension;

    float[] a = {};
    float[] b = {};

    /** Makes the vectors. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        a = RandomFloats.next(random, dimension);
        b = RandomFloats.next(random, dimension);
    }
}
