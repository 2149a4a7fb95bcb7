package io.vicinal.bench.contender;

import org.jspecify.annotations.Nullable;

/** Searches for one thread at a time. */
public interface Searcher {
    /**
     * Finds the nearest rows, as a program that uses the contender would.
     *
     * @param query the query
     * @param effort how hard to look, at least {@code rows.length} where the contender needs that
     * @param filter which rows it may find; null for all. Only for contenders that {@linkplain Contender#filters filter}
     * @param rows where to write the numbers of the rows found; its length is how many are wanted
     * @return how many were found
     * @throws Exception if the contender fails
     */
    int search(float[] query, int effort, @Nullable RowFilter filter, int[] rows) throws Exception;
}
