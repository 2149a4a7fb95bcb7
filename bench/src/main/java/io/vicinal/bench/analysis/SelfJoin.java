package io.vicinal.bench.analysis;

import io.vicinal.analysis.Duplicates;
import io.vicinal.analysis.KnnGraph;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Each of {@value #ROWS} vectors compared with each other once, on all cores. An operation is a pair. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelfJoin extends ManyVectors {
    private static final int ROWS = 50_000;
    private static final int PAIRS = ROWS / 2 * (ROWS - 1);
    private static final int NEIGHBOURS = 15;

    /** More than the score of any two directions taken by chance. */
    private static final float ALIKE = 0.95f;

    /** For JMH. */
    public SelfJoin() {
        super(ROWS);
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
