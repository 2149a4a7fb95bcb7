package io.vicinal.bench.arena;

/**
 * Memory in use.
 *
 * @param bytes all of it that the program asked for
 * @param heapBytes the part on the Java heap; NaN where there is none
 */
record IndexMemory(double bytes, double heapBytes) {
    IndexMemory since(IndexMemory before) {
        return new IndexMemory(bytes - before.bytes, heapBytes - before.heapBytes);
    }
}
