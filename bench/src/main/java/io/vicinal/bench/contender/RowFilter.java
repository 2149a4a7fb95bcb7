package io.vicinal.bench.contender;

/**
 * Which rows a query may find: those whose ranks lie in a range. Ranks in random order make a filter that knows nothing of the
 * query, ranks by closeness to some place one that is correlated with it.
 *
 * @param ranks a number from 0 to {@code ranks.length - 1} for each row, no two the same
 * @param from the first rank allowed
 * @param to one more than the last rank allowed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by thousands of queries, and never compared
public record RowFilter(int[] ranks, int from, int to) {
    /**
     * Tells whether a query may find a row.
     *
     * @param row its number
     * @return true if it may
     */
    public boolean accepts(int row) {
        int rank = ranks[row];
        return rank >= from && rank < to;
    }
}
