package io.vicinal.index;

import io.vicinal.kernel.Metric;

/**
 * An index in numbers.
 *
 * @param engine the engine's name
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param size vectors that a search can find
 * @param removed rows whose vectors were removed and whose space is not yet used again
 * @param mappedBytes memory-mapped bytes, whether or not they are in memory
 * @param offHeapBytes other bytes outside the Java heap
 * @param heapBytes bytes on the Java heap, about
 * @param kernels what compares the vectors, see {@link io.vicinal.kernel.Kernels#describe}
 */
public record IndexStats(
        String engine,
        int dimension,
        Metric metric,
        int size,
        int removed,
        long mappedBytes,
        long offHeapBytes,
        long heapBytes,
        String kernels) {}
