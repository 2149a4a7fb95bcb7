package io.vicinal.index.hnsw;

import static io.vicinal.index.hnsw.Chunks.INTS;

import java.lang.foreign.Arena;

/**
 * How many lists of the bottom level lead to each node. A node that no list leads to is never found, so the last one is not taken away.
 */
final class InDegrees {
    private final Chunks counts;

    InDegrees(Arena arena) {
        counts = new Chunks(arena, Integer.BYTES, (byte) 0);
    }

    void reserve(int count) {
        counts.reserve(count);
    }

    void add(int ordinal) {
        INTS.getAndAdd(counts.chunk(ordinal), counts.offset(ordinal), 1);
    }

    /** Counts one list less, unless it is the last one; false if it is. */
    boolean release(int ordinal) {
        if ((int) INTS.getAndAdd(counts.chunk(ordinal), counts.offset(ordinal), -1) > 1) {
            return true;
        }
        add(ordinal);
        return false;
    }

    /** Counts one list less, whatever is left. */
    void drop(int ordinal) {
        INTS.getAndAdd(counts.chunk(ordinal), counts.offset(ordinal), -1);
    }

    int of(int ordinal) {
        return (int) INTS.getVolatile(counts.chunk(ordinal), counts.offset(ordinal));
    }

    void clear(int ordinal) {
        INTS.setVolatile(counts.chunk(ordinal), counts.offset(ordinal), 0);
    }

    long bytes() {
        return counts.bytes();
    }
}
