package io.vicinal.analysis;

import java.util.Arrays;

/** Rows that are near duplicates of each other: each of at least one other. Immutable. */
public final class DuplicateGroup {
    private final int[] rows;

    DuplicateGroup(int[] rows) {
        this.rows = rows;
    }

    /**
     * Returns how many there are.
     *
     * @return at least 2
     */
    public int size() {
        return rows.length;
    }

    /**
     * Returns a row.
     *
     * @param i from 0 to {@code size() - 1}
     * @return the i-th, in ascending order
     */
    public int row(int i) {
        return rows[i];
    }

    /**
     * Returns the rows.
     *
     * @return a copy, ascending
     */
    public int[] rows() {
        return rows.clone();
    }

    @Override
    public String toString() {
        return "DuplicateGroup" + Arrays.toString(rows);
    }
}
