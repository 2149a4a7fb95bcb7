package io.vicinal.bench.analysis;

import io.vicinal.analysis.Clusters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * {@value PlainKMeans#ROWS} vectors in {@value PlainKMeans#CLUSTERS} clusters. An operation is one iteration: rows go to the nearest centre, centres to the
 * middle of their rows. What comes before and after the iterations is counted in.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KMeans extends ManyVectors {
    private static final int ITERATIONS = 10;

    /** For JMH. */
    public KMeans() {
        super(PlainKMeans.ROWS);
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
