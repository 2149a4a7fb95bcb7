package io.vicinal.index;

import io.vicinal.encoding.EncodingKind;
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
 * @param rowBytes the part of {@code mappedBytes} that the floats of the rows take
 * @param offHeapBytes other bytes outside the Java heap
 * @param heapBytes bytes on the Java heap, about
 * @param encoding the form in which rows are compared before exact scores decide; {@link EncodingKind#FLOAT32} if they have no codes
 * @param kernels what compares the vectors, see {@link io.vicinal.kernel.Kernels#describe}
 */
public record IndexStats(
        String engine,
        int dimension,
        Metric metric,
        int size,
        int removed,
        long mappedBytes,
        long rowBytes,
        long offHeapBytes,
        long heapBytes,
        EncodingKind encoding,
        String kernels) {
    /**
     * Returns how many bytes should be in memory for searches to be fast: all but the floats of rows that have codes. Those may stay on disk but for the
     * few that a search scores exactly.
     *
     * @return bytes
     */
    public long residentBytes() {
        long all = mappedBytes + offHeapBytes + heapBytes;
        return encoding == EncodingKind.FLOAT32 ? all : all - rowBytes;
    }
}
