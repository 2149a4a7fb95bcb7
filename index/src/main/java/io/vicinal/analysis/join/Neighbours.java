package io.vicinal.analysis.join;

import java.util.Arrays;

/**
 * The k nearest of each row. Each is a {@code long}, sortable score above the complement of the row's number, so that the greater of two is the nearer,
 * and among equal scores the lower row. Rows are kept in blocks of {@value Tile#BLOCK}: arrays for all would be too long where there are many.
 *
 * <p>Rows of different blocks may be changed by several threads at once, those of one block by one at a time.
 */
public final class Neighbours {
    private static final long NONE = Long.MIN_VALUE;

    private final int rows;
    private final int k;
    private final long[][] blocks;
    private final float[] bounds;

    /**
     * Starts with none.
     *
     * @param rows number of rows
     * @param k how many to keep of each, at least 1
     */
    public Neighbours(int rows, int k) {
        this.rows = rows;
        this.k = k;
        this.blocks = new long[(rows + Tile.BLOCK - 1) / Tile.BLOCK][];
        for (int block = 0; block < blocks.length; block++) {
            int count = Math.min(Tile.BLOCK, rows - block * Tile.BLOCK);
            blocks[block] = new long[Math.multiplyExact(count, k)];
            Arrays.fill(blocks[block], NONE);
        }
        this.bounds = new float[rows];
        Arrays.fill(bounds, Float.NEGATIVE_INFINITY);
    }

    /**
     * Returns the number of rows.
     *
     * @return as many as there was to be room for
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns how many are kept of each.
     *
     * @return at least 1
     */
    public int k() {
        return k;
    }

    /** The scores below which nothing need be offered, by row. */
    float[] bounds() {
        return bounds;
    }

    /**
     * Keeps a neighbour if it is among the nearest.
     *
     * @param row whose
     * @param neighbour another row, not offered before
     * @param score how near it is; no -0.0
     */
    public void offer(int row, int neighbour, float score) {
        long offered = ((long) sortable(score) << 32) | (~neighbour & 0xFFFFFFFFL);
        long[] kept = blocks[row / Tile.BLOCK];
        int from = row % Tile.BLOCK * k;
        int at = from + k - 1;
        if (offered <= kept[at]) {
            return;
        }
        while (at > from && kept[at - 1] < offered) {
            kept[at] = kept[at - 1];
            at--;
        }
        kept[at] = offered;
        long last = kept[from + k - 1];
        if (last != NONE) {
            bounds[row] = score(last);
        }
    }

    /**
     * Returns a neighbour.
     *
     * @param row whose
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return its row, or -1 if there are not as many
     */
    public int neighbour(int row, int rank) {
        long kept = at(row, rank);
        return kept == NONE ? -1 : ~(int) kept;
    }

    /**
     * Returns how near a neighbour is.
     *
     * @param row whose
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return the score, or negative infinity if there are not as many
     */
    public float score(int row, int rank) {
        long kept = at(row, rank);
        return kept == NONE ? Float.NEGATIVE_INFINITY : score(kept);
    }

    private long at(int row, int rank) {
        return blocks[row / Tile.BLOCK][row % Tile.BLOCK * k + rank];
    }

    private static float score(long kept) {
        return Float.intBitsToFloat(sorted((int) (kept >> 32)));
    }

    /** Floats as ints of the same order. */
    private static int sortable(float score) {
        return sorted(Float.floatToRawIntBits(score));
    }

    /** Its own inverse. */
    private static int sorted(int bits) {
        return bits ^ ((bits >> 31) & 0x7FFFFFFF);
    }
}
