package io.vicinal.analysis.join;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;

/**
 * The scores of a block of rows with some rows in sequence. The block is copied once and stays in the second-level cache, while the other rows pass by:
 * so their memory is read once for {@value #BLOCK} comparisons, and the kernels run as fast as from cache.
 *
 * <p>For one thread. What it shows changes with each {@link #compare}.
 */
public final class Tile {
    /** Rows in a block: at 384 dimensions they take 384 KiB, which is less than a core's second-level cache has. */
    public static final int BLOCK = 256;

    /** Rows that a block is compared with at once: so few that their scores stay in the second-level cache too. */
    public static final int SPAN = 128;

    private final VectorRows rows;
    private final Metric metric;
    private final float[] row;
    private final float[] block;
    private final float[] scores = new float[BLOCK * SPAN];
    private final int[] good = new int[BLOCK * SPAN];
    private int firstA;
    private int countA;
    private int firstB;
    private int countB;

    /**
     * Makes room for scores.
     *
     * @param rows the rows compared
     * @param metric how; rows for cosine are of length 1
     */
    public Tile(VectorRows rows, Metric metric) {
        this.rows = rows;
        this.metric = metric;
        this.row = new float[rows.dimension()];
        this.block = new float[BLOCK * rows.dimension()];
    }

    /** Takes a block of rows, up to {@value #BLOCK} of them. */
    void take(int first, int count) {
        for (int i = 0; i < count; i++) {
            copy(rows, first + i, i);
        }
        firstA = first;
        countA = count;
    }

    /**
     * Takes rows as the block, wherever they lie.
     *
     * @param chosen row numbers, up to {@value #BLOCK} of them
     */
    public void take(int[] chosen) {
        for (int i = 0; i < chosen.length; i++) {
            copy(rows, chosen[i], i);
        }
        firstA = 0;
        countA = chosen.length;
    }

    private void copy(VectorRows from, int number, int to) {
        from.copy(number, row);
        System.arraycopy(row, 0, block, to * row.length, row.length);
    }

    /**
     * Compares the block with some rows.
     *
     * @param first the first of them
     * @param count how many, up to {@value #SPAN}; they lie in sequence
     */
    public void compare(int first, int count) {
        firstB = first;
        countB = count;
        if (metric == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(
                    block, countA, row.length, rows.segment(), rows.offset(first), rows.stride(), count, scores);
            int all = countA * count;
            for (int i = 0; i < all; i++) {
                scores[i] = -scores[i];
            }
        } else {
            Kernels.dot(block, countA, row.length, rows.segment(), rows.offset(first), rows.stride(), count, scores);
        }
    }

    int firstA() {
        return firstA;
    }

    /**
     * Returns how many rows the block has.
     *
     * @return the rows taken
     */
    public int countA() {
        return countA;
    }

    /**
     * Returns the first of the rows that the block was compared with.
     *
     * @return its number
     */
    public int firstB() {
        return firstB;
    }

    /**
     * Returns how many rows the block was compared with.
     *
     * @return at most {@value #SPAN}
     */
    public int countB() {
        return countB;
    }

    /** Tells whether the block was compared with rows of its own, so that each two rows are there twice. */
    boolean diagonal() {
        return firstB < firstA + countA;
    }

    /**
     * Finds the rows that are near to one of the block's.
     *
     * @param i number of the row in the block
     * @param bound the least score wanted
     * @return how many there are; {@link #good} tells which
     */
    public int atLeast(int i, float bound) {
        return Kernels.atLeast(scores, i * countB, countB, bound, good);
    }

    /** Finds all pairs that are near; {@link #good} tells which, as {@code i * countB() + j}. */
    int atLeast(float bound) {
        return Kernels.atLeast(scores, 0, countA * countB, bound, good);
    }

    /** The same with bounds for all rows there are, by number. */
    int atLeast(int i, float[] bounds) {
        return Kernels.atLeast(scores, i * countB, countB, bounds, firstB, good);
    }

    /**
     * Returns one of those found last.
     *
     * @param number from 0
     * @return which of the rows that the block was compared with, from 0
     */
    public int good(int number) {
        return good[number];
    }

    /**
     * Returns a score.
     *
     * @param i which row of the block
     * @param j which of the rows that it was compared with
     * @return their score, never -0.0
     */
    public float score(int i, int j) {
        return scores[i * countB + j] + 0f;
    }
}
