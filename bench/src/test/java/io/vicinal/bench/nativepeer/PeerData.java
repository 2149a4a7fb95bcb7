package io.vicinal.bench.nativepeer;

import io.vicinal.format.VectorWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Seeded vectors, their files, and what a plain loop finds among them. */
final class PeerData {
    static final int ROWS = 500;
    static final int QUERIES = 40;
    static final int DIMENSION = 20;
    static final int K = 10;

    private final String metric;
    private final float[][] base;
    private final float[][] queries;

    PeerData(String metric, Path folder) throws IOException {
        this.metric = metric;
        Random random = new Random(20);
        base = vectors(random, ROWS);
        queries = vectors(random, QUERIES);
        write(folder.resolve("base.fvecs"), base);
        write(folder.resolve("queries.fvecs"), queries);
        write(folder.resolve("warmup.fvecs"), vectors(random, 3));
    }

    private float[][] vectors(Random random, int count) {
        float[][] vectors = new float[count][DIMENSION];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += vector[i] * vector[i];
            }
            for (int i = 0; metric.equals("cosine") && i < DIMENSION; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    private static void write(Path file, float[][] vectors) throws IOException {
        try (VectorWriter writer = VectorWriter.create(file, DIMENSION)) {
            for (float[] vector : vectors) {
                writer.write(vector);
            }
            writer.commit();
        }
    }

    /** Returns what part of the nearest allowed rows from ≤ row < to was found. */
    double recall(int[] found, int from, int to, IntPredicate allowed) {
        int hits = 0;
        for (int query = 0; query < QUERIES; query++) {
            float[] vector = queries[query];
            int[] nearest = IntStream.range(from, to)
                    .filter(allowed)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> distance(vector, base[row])))
                    .limit(K)
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] rows = IntStream.range(query * K, (query + 1) * K)
                    .map(i -> found[i])
                    .distinct()
                    .toArray();
            hits += (int) IntStream.of(nearest)
                    .filter(row -> IntStream.of(rows).anyMatch(found1 -> found1 == row))
                    .count();
        }
        return hits / (double) (QUERIES * K);
    }

    private double distance(float[] query, float[] row) {
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            double difference = query[i] - row[i];
            sum += metric.equals("euclidean") ? difference * difference : -query[i] * row[i];
        }
        return sum;
    }

    static int[] ints(Path file) throws IOException {
        IntBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        int[] ints = new int[numbers.remaining()];
        numbers.get(ints);
        return ints;
    }

    static long[] longs(Path file) throws IOException {
        var numbers = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        long[] longs = new long[numbers.remaining()];
        numbers.get(longs);
        return longs;
    }

    static void writeInts(Path file, IntStream numbers) throws IOException {
        int[] ints = numbers.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(ints.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(ints);
        Files.write(file, bytes.array());
    }
}
