package io.vicinal.collection.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** For each row the number of the removal that took it, or none. Takes memory only around rows that have been taken. */
final class Removals {
    private static final int SHIFT = 12;
    private static final int PIECE = 1 << SHIFT;
    private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[] @Nullable [] pieces = {};

    /** Returns the number of the removal, counted from 1; 0 if there was none. */
    int number(int row) {
        int[] piece = piece(row >>> SHIFT);
        return piece == null ? 0 : (int) NUMBERS.getAcquire(piece, row & (PIECE - 1));
    }

    boolean taken(int row, Moment moment) {
        int number = number(row);
        return number != 0 && number <= moment.removals();
    }

    private int @Nullable [] piece(int number) {
        int[] @Nullable [] current = pieces;
        return number < current.length ? current[number] : null;
    }

    /** Notes a removal; for one thread at a time. */
    void take(int row, int number) {
        int at = row >>> SHIFT;
        int[] piece = piece(at);
        if (piece == null) {
            int[] @Nullable [] grown = Arrays.copyOf(pieces, Math.max(pieces.length, at + 1));
            piece = new int[PIECE];
            grown[at] = piece;
            pieces = grown;
        }
        NUMBERS.setRelease(piece, row & (PIECE - 1), number);
    }

    long heapBytes() {
        long bytes = 0;
        for (int @Nullable [] piece : pieces) {
            bytes += piece == null ? 4 : 4 + 4L * PIECE;
        }
        return bytes;
    }
}
