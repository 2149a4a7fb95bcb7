package io.vicinal.index.hnsw;

import io.vicinal.storage.HugePages;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Records of equal length outside the heap. They grow in pieces, so that no record ever moves and readers need not know of it.
 *
 * <p>Whoever learnt a record's number from another thread with acquire order sees the piece it lies in: pieces are published
 * before the numbers of their records are.
 */
final class Chunks {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = INT.varHandle();
    static final VarHandle LONGS = LONG.varHandle();

    private static final int CHUNK_BYTES = 1 << 18;

    /** Of so many pieces there is one more than asked for. */
    private static final int GROWTH = 8;

    private final Arena arena;
    private final int stride;
    private final int shift;
    private final int mask;
    private final byte fill;
    private final boolean readOnly;
    private volatile MemorySegment[] chunks = {};

    /** Records of {@code stride} bytes, all of them {@code fill} at first. */
    Chunks(Arena arena, int stride, byte fill) {
        this(arena, stride, fill, false);
    }

    private Chunks(Arena arena, int stride, byte fill, boolean readOnly) {
        this.readOnly = readOnly;
        this.arena = arena;
        this.stride = stride;
        this.shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_BYTES / stride));
        this.mask = (1 << shift) - 1;
        this.fill = fill;
    }

    /** Sees memory as records that can only be read. */
    static Chunks over(Arena arena, int stride, MemorySegment records) {
        Chunks chunks = new Chunks(arena, stride, (byte) 0, true);
        long bytes = (long) (chunks.mask + 1) * stride;
        int count = Math.toIntExact((records.byteSize() + bytes - 1) / bytes);
        MemorySegment[] pieces = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            pieces[i] = records.asSlice(i * bytes, Math.min(bytes, records.byteSize() - i * bytes));
        }
        chunks.chunks = pieces;
        return chunks;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** Makes room for records numbered below {@code count}. */
    synchronized void reserve(int count) {
        MemorySegment[] old = chunks;
        int needed = (int) ((count + (long) mask) >>> shift);
        if (needed > old.length) {
            long bytes = (long) (mask + 1) * stride;
            int more = needed - old.length;
            if (needed * bytes >= HugePages.BYTES) {
                // Many pieces come from one allocation, so that they lie in huge pages.
                long several = Math.max(HugePages.BYTES, old.length * bytes / GROWTH);
                more = (int) Math.max(more, (several + bytes - 1) / bytes);
            }
            MemorySegment memory = HugePages.allocate(arena, more * bytes);
            if (fill != 0) {
                memory.fill(fill);
            }
            MemorySegment[] grown = Arrays.copyOf(old, old.length + more);
            for (int i = 0; i < more; i++) {
                grown[old.length + i] = memory.asSlice(i * bytes, bytes);
            }
            chunks = grown;
        }
    }

    /** Copies the first records from elsewhere. */
    void copyFrom(Chunks other, int count) {
        reserve(count);
        for (int first = 0; first < count; first += mask + 1) {
            long bytes = Math.min(mask + 1, count - first) * (long) stride;
            MemorySegment.copy(other.chunk(first), 0, chunk(first), 0, bytes);
        }
    }

    /** Writes the first records to a file. */
    void write(SnapshotWriter snapshot, int count) throws IOException {
        for (int first = 0; first < count; first += mask + 1) {
            long bytes = Math.min(mask + 1, count - first) * (long) stride;
            snapshot.write(chunk(first).asSlice(0, bytes));
        }
    }

    /** Returns the piece that a record lies in. */
    MemorySegment chunk(int record) {
        return chunks[record >>> shift];
    }

    /** Returns where a record begins in its piece. */
    long offset(int record) {
        return (long) (record & mask) * stride;
    }

    long bytes() {
        long bytes = 0;
        for (MemorySegment chunk : chunks) {
            bytes += chunk.byteSize();
        }
        return bytes;
    }
}
