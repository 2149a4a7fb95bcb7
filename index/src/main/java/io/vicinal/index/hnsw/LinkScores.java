package io.vicinal.index.hnsw;

import static io.vicinal.index.hnsw.Chunks.FLOAT;
import static io.vicinal.index.hnsw.Chunks.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What is known of the lists of a {@link LinkTable} beside their ordinals: the score of each neighbour, how many at the beginning of the list are
 * diverse, and how many after those loosely so ({@link Diversity}). Only writers use it, under the lock of the node. It is a memory of what can be computed again, and not saved.
 */
final class LinkScores {
    /** The list has not been put in order yet. */
    static final int UNRANKED = -1;

    /** Nothing is known of the list, which came from a file. */
    static final int UNKNOWN = -2;

    private static final int HEADER = 2 * Integer.BYTES;

    private final int degree;
    private final Chunks records;

    LinkScores(Arena arena, int degree) {
        this.degree = degree;
        this.records = new Chunks(arena, HEADER + degree * Float.BYTES, (byte) -1);
    }

    /** Makes room for records below {@code count}; the new ones are unranked. */
    void reserve(int count) {
        records.reserve(count);
    }

    int diverse(int record) {
        return records.chunk(record).get(INT, records.offset(record));
    }

    int loose(int record) {
        return records.chunk(record).get(INT, records.offset(record) + Integer.BYTES);
    }

    void setDiverse(int record, int diverse) {
        records.chunk(record).set(INT, records.offset(record), diverse);
    }

    void read(int record, float[] into, int count) {
        MemorySegment.copy(records.chunk(record), FLOAT, records.offset(record) + HEADER, into, 0, count);
    }

    void write(int record, float[] scores, int count, int diverse, int loose) {
        MemorySegment chunk = records.chunk(record);
        long offset = records.offset(record);
        chunk.set(INT, offset, diverse);
        chunk.set(INT, offset + Integer.BYTES, loose);
        MemorySegment.copy(scores, 0, chunk, FLOAT, offset + HEADER, Math.min(count, degree));
    }

    void append(int record, int at, float score) {
        records.chunk(record).set(FLOAT, records.offset(record) + HEADER + (long) at * Float.BYTES, score);
    }

    long bytes() {
        return records.bytes();
    }
}
