package io.vicinal.collection.store;

import java.util.Arrays;

/**
 * A number for each row, that is set once. In pieces, so that it grows without copying. What one thread has set before it publishes a {@link
 * Moment}, all who hold that moment see.
 */
final class LongColumn {
    private static final int SHIFT = 13;
    private static final int PIECE = 1 << SHIFT;

    private volatile long[][] pieces = {};

    long get(int row) {
        return pieces[row >>> SHIFT][row & (PIECE - 1)];
    }

    void set(int row, long value) {
        reserve(row + 1);
        pieces[row >>> SHIFT][row & (PIECE - 1)] = value;
    }

    private void reserve(int count) {
        long[][] old = pieces;
        int needed = (count + PIECE - 1) >>> SHIFT;
        if (needed > old.length) {
            long[][] grown = Arrays.copyOf(old, needed);
            for (int i = old.length; i < needed; i++) {
                grown[i] = new long[PIECE];
            }
            pieces = grown;
        }
    }

    /** The piece that a row lies in, for copying many at once. */
    long[] piece(int number) {
        reserve((number + 1) << SHIFT);
        return pieces[number];
    }

    static int pieceLength() {
        return PIECE;
    }

    long heapBytes() {
        return (long) pieces.length * PIECE * Long.BYTES;
    }
}
