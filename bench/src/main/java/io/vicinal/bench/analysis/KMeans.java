package io.vicinal.bench.analysis;

import io.vicinal.analysis.Clusters;
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

/**
 * {@value PlainKMeans#ROWS} vectors in {@value PlainKMeans#CLUSTERS} clusters. An operation is one iteration: rows go to the nearest centre, centres to the
 * middle of their rows. What comes before and after the iterations is counted in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KMeans {
    private static final int ITERATIONS = 10;

    private @Nullable Vectors vectors;

    /** Makes the vectors. */
    @Setup
    public void fill() {
        vectors = ManyVectors.of(PlainKMeans.ROWS);
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

    /** Looks for clusters from one start. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public Clusters iteration() {
        return Clusters.kMeans(
                vectors(),
                settings -> settings.clusters(PlainKMeans.CLUSTERS).starts(1).iterations(ITERATIONS));
    }
}
