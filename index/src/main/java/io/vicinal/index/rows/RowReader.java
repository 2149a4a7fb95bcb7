package io.vicinal.index.codes;

/** Reads the rows that are encoded. */
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
