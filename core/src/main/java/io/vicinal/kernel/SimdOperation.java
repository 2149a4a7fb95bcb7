package io.vicinal.kernel;

import java.lang.foreign.MemorySegment;

/**
 * One way to compare vectors, in the shapes of work that {@link SimdKernels} puts together. Each method on rows leaves one
 * vector of partial sums a result, for {@link Lanes} to add up: vectors are never handed from method to method, since where the compiler
 * doesn't inline they become objects.
 *
 * <p>{@code row}, {@code eightRows} and {@code tile} sum a row front to back into a single vector, so that its result is the same
 * in all three.
 */
interface SimdOperation {
    /** Compares two arrays of equal length, at once. Four vectors of sums hide the latency of each addition. */
    float pair(float[] a, float[] b);

    /** The same with a row, which gives the same result. */
    float pair(float[] a, MemorySegment rows, long row);

    /** Compares the query that begins at {@code start} with one row, and leaves the sums at {@code partials[at]}. */
    void row(float[] queries, int start, int dimension, MemorySegment rows, long row0, float[] partials, int at);

    /** Compares a query with the eight rows whose offsets stand at {@code offsets[from]} and after. */
    void eightRows(float[] query, MemorySegment rows, long[] offsets, int from, float[] partials);

    /** Compares the four queries from {@code start} on with four rows, {@code stride} bytes apart; results query by query. */
    void tile(float[] queries, int start, int dimension, MemorySegment rows, long row0, long stride, float[] partials);
}
