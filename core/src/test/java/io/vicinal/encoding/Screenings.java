package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.TreeSet;

/** Runs in a JVM of its own: estimates the scores of the same rows as often as is said, then says how many different ones there were. */
final class Screenings {
    private static final int DIMENSION = 384;
    private static final int ROWS = 7;

    private Screenings() {}

    static void main(String[] arguments) {
        Encoding encoding = EncodingKind.RABITQ2.create(Metric.EUCLIDEAN, new float[DIMENSION]);
        Random random = new Random(1);
        float[] vector = new float[DIMENSION];
        TreeSet<Float> different = new TreeSet<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment codes = arena.allocate((long) ROWS * encoding.codeBytes());
            MemorySegment details = arena.allocate((long) ROWS * encoding.detailBytes());
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < DIMENSION; i++) {
                    vector[i] = (float) random.nextGaussian();
                }
                encoding.newEncoder().encode(vector, codes, row, details, row);
            }
            EncodedQuery query = encoding.newQuery();
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                query.set(vector);
                int[] rows = {0, 1, 2, 3, 4, 5, 6};
                float[] scores = new float[ROWS];
                query.screen(codes, rows, ROWS, Float.NEGATIVE_INFINITY, scores);
                query.refine(codes, details, rows, ROWS, scores);
                for (float score : scores) {
                    different.add(score);
                }
            }
        }
        System.out.println("different: " + different.size());
    }
}
