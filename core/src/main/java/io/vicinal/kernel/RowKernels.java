package io.vicinal.kernel;

import java.lang.foreign.MemorySegment;

/**
 * What {@link Kernels} can do, as an implementation does it: arrays have been checked by then, offsets are checked by the
 * segment itself.
 */
interface RowKernels {
    /** Says in a few words what runs. */
    String describe();

    float dot(float[] a, float[] b);

    float squaredEuclidean(float[] a, float[] b);

    float dot(float[] a, MemorySegment rows, long offset);

    float squaredEuclidean(float[] a, MemorySegment rows, long offset);

    void dot(float[] query, MemorySegment rows, long[] offsets, int count, float[] results);

    void cosine(float[] query, MemorySegment rows, long[] offsets, int count, float[] results);

    void squaredEuclidean(float[] query, MemorySegment rows, long[] offsets, int count, float[] results);

    void dot(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results);

    void squaredEuclidean(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results);

    void dotColumns(
            float[] queries,
            int queryFrom,
            int queryCount,
            int dimension,
            float[] columns,
            int columnsFrom,
            float[] results);

    int atLeast(float[] values, int from, int count, float bound, int[] positions);

    int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions);

    int largest(float[] values, int count);

    void drop(float[] values, int from, int count, float[] rivals, int rivalsFrom, float margin);

    /** There are eight values at least. */
    float reachedByEight(float[] values, int from, int count);
}
