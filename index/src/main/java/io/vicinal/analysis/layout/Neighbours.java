package io.vicinal.analysis.layout;

/** For each row its nearest others. For several threads at once. */
public interface Neighbours {
    /**
     * Returns how many rows there are.
     *
     * @return 0 or more
     */
    int size();

    /**
     * Returns how many neighbours a row has at most.
     *
     * @return 0 or more
     */
    int most();

    /**
     * Returns a neighbour.
     *
     * @param row the row whose neighbour is wanted
     * @param rank 0 is the nearest
     * @return its row, another than the row itself, or -1 from the first rank on for which there is none
     */
    int row(int row, int rank);

    /**
     * Tells how far a neighbour is.
     *
     * @param row the row whose neighbour it is
     * @param rank 0 is the nearest
     * @return grows with the rank; only differences count, so that it may be negative
     */
    float distance(int row, int rank);
}
