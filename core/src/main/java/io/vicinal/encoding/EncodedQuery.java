package io.vicinal.encoding;

import java.lang.foreign.MemorySegment;

/**
 * A query in the form in which it is compared with codes. For one thread at a time; a method allocates nothing.
 *
 * <p>Scalar and Vector API implementations of RaBitQ give the same estimates, bit for bit; those of bytes differ by rounding.
 */
public interface EncodedQuery {
    /**
     * Sets the vector that is asked for.
     *
     * @param vector as many floats as there are dimensions, all finite; at length 1 under cosine
     */
    void set(float[] vector);

    /**
     * Estimates the scores of rows from their codes alone, and keeps the rows whose estimates are above a bound: their numbers and estimates are moved
     * to the beginning of the arrays, in the same order.
     *
     * @param codes the codes of all rows, in native memory
     * @param rows the rows asked for, which are overwritten by those kept
     * @param count how many
     * @param bound the score that has to be beaten; negative infinity to keep all
     * @param scores receives the estimates; as long as {@code rows}
     * @return how many were kept
     */
    int screen(MemorySegment codes, int[] rows, int count, float bound, float[] scores);

    /**
     * Improves, once, the estimates of rows that the last call of {@link #screen} kept, all of them. Does nothing where codes have no details.
     *
     * @param codes the codes
     * @param details the details of all rows, in native memory
     * @param rows the rows, as {@code screen} left them
     * @param count as many as it returned
     * @param scores what it estimated, to be overwritten
     */
    void refine(MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores);

    /**
     * Estimates the scores of rows as well as can be.
     *
     * @param codes the codes of all rows
     * @param details the details of all rows
     * @param rows the rows asked for
     * @param count how many
     * @param scores receives the estimates; as long as {@code rows}
     */
    default void score(MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        screen(codes, rows, count, Float.NEGATIVE_INFINITY, scores);
        refine(codes, details, rows, count, scores);
    }

    /**
     * Estimates the scores of rows in sequence, as well as can be, and adds so many standard deviations: few rows score more than that. Keeps the rows
     * of which that is enough.
     *
     * @param blocks the blocks of all rows, in native memory
     * @param firstBlock where to begin, counted in blocks
     * @param blockCount how many blocks
     * @param deviations how many standard deviations are added
     * @param least what a row's sum has to come to; negative infinity to keep all
     * @param rows receives the numbers of the rows kept, in order; as long as there are rows in so many blocks
     * @param bounds receives their sums; as long
     * @return how many were kept
     */
    int bound(
            MemorySegment blocks,
            int firstBlock,
            int blockCount,
            float deviations,
            float least,
            int[] rows,
            float[] bounds);

    /**
     * Returns how far an estimate from the code alone is off, as a standard deviation.
     *
     * @param codes the codes of all rows
     * @param row the row
     * @return the standard deviation of the estimate, a score; 0 where codes have no details, since there is no better estimate
     */
    float screenDeviation(MemorySegment codes, int row);

    /**
     * Returns how far a refined estimate of a row is off, as a standard deviation over the random rotations that could have been drawn.
     *
     * @param codes the codes of all rows
     * @param details the details of all rows
     * @param row the row
     * @return the standard deviation of the estimate, a score; errors are distributed about normally
     */
    float deviation(MemorySegment codes, MemorySegment details, int row);
}
