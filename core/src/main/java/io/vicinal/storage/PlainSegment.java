package io.vicinal.storage;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Mapped memory that looks to the compiler like allocated memory.
 *
 * <p>The JDK has a class for either. Code that has met both, as it has after an index was built and another opened, checks at each access which it is: that
 * made searches an eighth slower (docs/BENCHMARKS.md).
 */
final class PlainSegment {
    private PlainSegment() {}

    /** Sees a mapped segment as if it had been allocated, if it is whole words and no longer than a buffer can be; it lives as long. */
    static MemorySegment of(MemorySegment mapped) {
        if (mapped.byteSize() > Integer.MAX_VALUE || (mapped.byteSize() | mapped.address()) % Long.BYTES != 0) {
            return mapped;
        }
        return MemorySegment.ofBuffer(
                mapped.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer());
    }
}
