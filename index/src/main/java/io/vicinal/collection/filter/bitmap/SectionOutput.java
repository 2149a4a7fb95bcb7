package io.vicinal.collection.filter.bitmap;

import static io.vicinal.collection.filter.bitmap.SectionInput.INT;
import static io.vicinal.collection.filter.bitmap.SectionInput.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a section, collected outside the heap so that no lock is held while they go to disk. For the thread that made it. */
final class SectionOutput implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Arena arena = Arena.ofConfined();
    private final List<MemorySegment> full = new ArrayList<>();
    private MemorySegment chunk = MemorySegment.NULL;

    /** Bytes of the chunk that are in use. */
    private long used;

    void put(int value) {
        long at = take(Integer.BYTES);
        chunk.set(INT, at, value);
    }

    void put(long value) {
        long at = take(Long.BYTES);
        chunk.set(LONG, at, value);
    }

    /** Appends the first of some values. */
    void put(int[] values, int count) {
        long at = take((long) count * Integer.BYTES);
        MemorySegment.copy(values, 0, chunk, INT, at, count);
    }

    /** Appends the first of some values. */
    void put(long[] values, int count) {
        long at = take((long) count * Long.BYTES);
        MemorySegment.copy(values, 0, chunk, LONG, at, count);
    }

    /** Appends a text, with its length in bytes before it. */
    void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        long at = take(bytes.length);
        MemorySegment.copy(bytes, 0, chunk, JAVA_BYTE, at, bytes.length);
    }

    /** Makes room in the chunk for some bytes, and returns where. */
    private long take(long bytes) {
        if (bytes > chunk.byteSize() - used) {
            full.add(chunk.asSlice(0, used));
            chunk = arena.allocate(Math.max(CHUNK_BYTES, bytes));
            used = 0;
        }
        long at = used;
        used += bytes;
        return at;
    }

    /** Appends everything to the current section of a snapshot. */
    void writeTo(SnapshotWriter snapshot) throws IOException {
        for (MemorySegment each : parts()) {
            snapshot.write(each);
        }
    }

    /** Returns everything in its order, to be used until this is closed. */
    List<MemorySegment> parts() {
        List<MemorySegment> parts = new ArrayList<>(full);
        parts.add(chunk.asSlice(0, used));
        return parts;
    }

    @Override
    public void close() {
        arena.close();
    }
}
