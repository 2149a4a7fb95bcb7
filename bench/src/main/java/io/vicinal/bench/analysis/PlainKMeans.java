package io.vicinal.bench.analysis;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One iteration of k-means with the loops that anyone would write, on one core and on all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
public class PlainKMeans {
    static final int ROWS = 100_000;
    static final int CLUSTERS = 256;

    private float[][] rows = {};
    private float[][] centres = {};
    private int[] nearest = {};

    /** Makes the vectors, whose first are the centres. */
    @Setup
    public void fill() {
        rows = ManyVectors.floats(ROWS);
        centres = Arrays.copyOf(rows, CLUSTERS);
        nearest = new int[ROWS];
    }

    /** On one core. */
    @Benchmark
    public float[][] iteration() {
        for (int row = 0; row < ROWS; row++) {
            nearest[row] = nearest(rows[row]);
        }
        return moved();
    }

    /** With a parallel stream. */
    @Benchmark
    public float[][] iterationOnAllCores() {
        IntStream.range(0, ROWS).parallel().forEach(row -> nearest[row] = nearest(rows[row]));
        return moved();
    }

    private int nearest(float[] row) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int c = 0; c < CLUSTERS; c++) {
            float distance = 0;
            for (int i = 0; i < row.length; i++) {
                float difference = row[i] - centres[c][i];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }

    private float[][] moved() {
        float[][] sums = new float[CLUSTERS][ManyVectors.DIMENSION];
        int[] counts = new int[CLUSTERS];
        for (int row = 0; row < ROWS; row++) {
            float[] sum = sums[nearest[row]];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rows[row][i];
            }
            counts[nearest[row]]++;
        }
        for (int c = 0; c < CLUSTERS; c++) {
            for (int i = 0; i < sums[c].length; i++) {
                sums[c][i] /= Math.max(1, counts[c]);
            }
        }
        return sums;
    }
}
