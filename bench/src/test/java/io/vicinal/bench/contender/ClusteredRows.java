package io.vicinal.bench.contender;

import io.vicinal.format.VectorMapping;
import io.vicinal.format.VectorWriter;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows in clusters, mapped from a file, and queries near the same centres. The same seed, the same rows. */
final class ClusteredRows {
    static final int COUNT = 1_200;
    static final int DIMENSION = 48;
    static final int QUERIES = 40;

    private static final int CLUSTERS = 24;
    private static final double SPREAD = 0.7;

    private final Metric metric;
    private final VectorRows base;
    private final float[][] queries = new float[QUERIES][];

    ClusteredRows(Metric metric, Path folder, Arena arena) throws IOException {
        this.metric = metric;
        Random random = new Random(42);
        float[][] centres = new float[CLUSTERS][];
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = near(new float[DIMENSION], 1, random);
        }
        Path file = folder.resolve(metric.label() + ".fvecs");
        try (VectorWriter writer = VectorWriter.create(file, DIMENSION)) {
            for (int row = 0; row < COUNT; row++) {
                writer.write(member(centres, random));
            }
            writer.commit();
        }
        for (int i = 0; i < QUERIES; i++) {
            queries[i] = member(centres, random);
        }
        base = VectorMapping.map(file, arena);
    }

    private float[] member(float[][] centres, Random random) {
        float[] vector = near(centres[random.nextInt(CLUSTERS)], SPREAD, random);
        double length = Math.sqrt(dot(vector, vector));
        double wanted = metric == Metric.COSINE ? 1 : 0.9 + 0.2 * random.nextDouble();
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] *= (float) (wanted / length);
        }
        return vector;
    }

    private static float[] near(float[] centre, double spread, Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = centre[i] + (float) (spread * random.nextGaussian());
        }
        return vector;
    }

    VectorRows base() {
        return base;
    }

    float[] query(int index) {
        return queries[index];
    }

    float[] row(int row) {
        float[] vector = new float[DIMENSION];
        base.copy(row, vector);
        return vector;
    }

    double score(float[] query, int row) {
        float[] vector = row(row);
        return metric == Metric.EUCLIDEAN
                ? 2 * dot(query, vector) - dot(query, query) - dot(vector, vector)
                : dot(query, vector);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** Returns the rows of a range that are nearest to a query, best first. */
    int[] nearest(float[] query, int k, int from, int to, IntPredicate allowed) {
        double[] scores =
                IntStream.range(0, COUNT).mapToDouble(row -> score(query, row)).toArray();
        return IntStream.range(from, to)
                .filter(allowed)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .limit(k)
                .mapToInt(row -> row)
                .toArray();
    }
}
