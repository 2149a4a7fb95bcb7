package io.vicinal.index.partition;

import static io.vicinal.kernel.Kernels.COLUMNS;

/** Compares a group of rows with itself, every two rows once. For one thread. */
final class GroupScores {
    /** Room for the scores of a row. Were it a power of two, those of different rows would drive each other out of the cache. */
    private static final int STRIDE = Columns.whole(Partition.LARGEST) + 16;

    private static final int SCORES = Columns.whole(Partition.LARGEST) * STRIDE;

    private final Columns columns;
    private final float[] products = new float[COLUMNS * COLUMNS];
    private final float[] scores = new float[SCORES];

    private int count;

    GroupScores(PlacedRows rows) {
        this.columns = new Columns(rows, Partition.LARGEST);
    }

    /** What one takes of the heap. */
    static long bytes(int dimension) {
        return Columns.bytes(Partition.LARGEST, dimension) + (long) SCORES * Float.BYTES;
    }

    /** Compares the rows at some places. */
    void compare(int[] group) {
        count = group.length;
        columns.take(group);
        for (int first = 0; first < count; first += COLUMNS) {
            for (int second = first; second < count; second += COLUMNS) {
                columns.multiply(columns.block(), first, COLUMNS, second, products);
                spread(first, second);
            }
        }
        for (int i = 0; i < count; i++) {
            columns.finish(scores, at(i), count);
            scores[at(i) + i] = Float.NEGATIVE_INFINITY;
        }
    }

    /** The number of rows. */
    int count() {
        return count;
    }

    /** Numbers in the order of scores, for each row with all; with itself it is negative infinity. */
    float[] scores() {
        return scores;
    }

    /** Where those of a row begin. */
    int at(int row) {
        return row * STRIDE;
    }

    /** By how much a row's number with any third one must be larger than another row's, if it is to be nearer to that one. */
    float margin(int row, int other) {
        return columns.margin(row, other);
    }

    /** Puts products where they belong, as the scores of either row. */
    private void spread(int first, int second) {
        for (int i = 0; i < COLUMNS; i++) {
            System.arraycopy(products, i * COLUMNS, scores, (first + i) * STRIDE + second, COLUMNS);
        }
        for (int j = 0; j < COLUMNS && second > first; j++) {
            int to = (second + j) * STRIDE + first;
            for (int i = 0; i < COLUMNS; i++) {
                scores[to + i] = products[i * COLUMNS + j];
            }
        }
    }
}
