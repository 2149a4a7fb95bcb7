package io.vicinal.index.rows;

/** Reads rows by their ordinals. */
@FunctionalInterface
public interface RowReader {
    /**
     * Copies a row as it is searched: under cosine at length 1, otherwise as it came.
     *
     * @param ordinal its number
     * @param destination receives its components
     */
    void copy(int ordinal, float[] destination);
}
