package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * Puts new rows in an order in which those near to each other come one after the other. Connected in that order, most of the rows that one
 * is compared with have just been read for the one before, and are still in the cache (docs/BENCHMARKS.md).
 *
 * <p>Near are rows for which the way down from the entry leads over the same nodes.
 */
final class Neighbourhoods {
    private final int[] rows;
    private final long[] regions;

    /** Rows not yet connected. */
    Neighbourhoods(int[] rows) {
        this.rows = rows;
        this.regions = new long[rows.length];
    }

    /** Finds out where the rows from one place to before another belong; several threads may do so at once. */
    void locate(int from, int to, Insertion insertion) {
        for (int i = from; i < to; i++) {
            regions[i] = insertion.region(rows[i]);
        }
    }

    /** Returns the rows in the order of their regions, and of one region in the order in which they came. */
    int[] ordered() {
        long[] sorted = regions.clone();
        Arrays.sort(sorted);
        long[] places = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            // Of equal regions it finds any, but always the same.
            places[i] = ((long) Arrays.binarySearch(sorted, regions[i]) << Integer.SIZE) | i;
        }
        Arrays.sort(places);
        int[] ordered = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ordered[i] = rows[(int) places[i]];
        }
        return ordered;
    }
}
