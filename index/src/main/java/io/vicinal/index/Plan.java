package io.vicinal.index;

/** How an answer was found. Where a search gave up on a graph and scanned after all, it is the scan that counts. */
public enum Plan {
    /** Every row was compared. Exact. */
    SCAN,

    /** Only the rows that the filter allows were compared, but all of these. Exact. */
    ALLOWED_SCAN,

    /** A graph was traversed. Rows that the filter does not allow were passed through and left out of the answer. */
    GRAPH,

    /** A graph was traversed over the rows that the filter allows and no others; those between them were stepped over. */
    GRAPH_ALLOWED
}
