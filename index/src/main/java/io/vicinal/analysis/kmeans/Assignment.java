package io.vicinal.analysis.kmeans;

import io.vicinal.index.search.Workers;
import java.util.Arrays;

/** The nearest centre of each row, and how near it is; among equals the first. */
final class Assignment {
    /** Rows scored at once, with up to {@value #CENTRES} centres: rows, centres and scores stay in a core's second-level cache. */
    private static final int SPAN = 64;

    private static final int CENTRES = 256;

    /** Rows that one thread takes in one go. */
    private static final int CHUNK = 16 * SPAN;

    private final Space space;
    final int[] nearest;
    final float[] scores;

    Assignment(Space space) {
        this.space = space;
        this.nearest = new int[space.rows().count()];
        this.scores = new float[nearest.length];
    }

    /** Finds the nearest of {@code count} centres. Returns how many rows have another than before. */
    int assign(float[] centres, int count) {
        int chunks = (nearest.length + CHUNK - 1) / CHUNK;
        int[] changed = new int[chunks];
        int dimension = space.rows().dimension();
        Workers.onAllCores().run(chunks, () -> {
            float[] block = new float[Math.min(CENTRES, count) * dimension];
            float[] tile = new float[CENTRES * SPAN];
            int[] before = new int[CHUNK];
            return chunk -> {
                int first = chunk * CHUNK;
                int end = Math.min(nearest.length, first + CHUNK);
                System.arraycopy(nearest, first, before, 0, end - first);
                Arrays.fill(scores, first, end, Float.NEGATIVE_INFINITY);
                for (int from = 0; from < count; from += CENTRES) {
                    int some = Math.min(CENTRES, count - from);
                    System.arraycopy(centres, from * dimension, block, 0, some * dimension);
                    for (int row = first; row < end; row += SPAN) {
                        int rows = Math.min(SPAN, end - row);
                        space.score(block, some, row, rows, tile);
                        best(tile, from, some, row, rows);
                    }
                }
                changed[chunk] = end - first - same(before, first, end);
            };
        });
        return Arrays.stream(changed).sum();
    }

    private void best(float[] tile, int firstCentre, int centres, int firstRow, int rows) {
        for (int c = 0; c < centres; c++) {
            int at = c * rows;
            for (int i = 0; i < rows; i++) {
                float score = tile[at + i];
                int row = firstRow + i;
                if (score > scores[row]) {
                    scores[row] = score;
                    nearest[row] = firstCentre + c;
                }
            }
        }
    }

    private int same(int[] before, int first, int end) {
        int same = 0;
        for (int row = first; row < end; row++) {
            same += before[row - first] == nearest[row] ? 1 : 0;
        }
        return same;
    }

    /** The sum of all scores, in the order of rows. */
    double total() {
        double total = 0;
        for (float score : scores) {
            total += score;
        }
        return total;
    }
}
