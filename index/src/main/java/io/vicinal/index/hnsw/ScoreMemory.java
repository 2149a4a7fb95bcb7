package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * The scores of nodes with a new one, as they were met on the way to its place: when its neighbours decide whether they take it, they ask for
 * the same again. A small hash table that takes no more when it is full enough. For one thread at a time.
 */
final class ScoreMemory {
    private static final int SLOTS = 1 << 13;
    private static final int MOST = SLOTS / 4 * 3;
    private static final int EMPTY = -1;

    private final int[] ordinals = new int[SLOTS];
    private final float[] scores = new float[SLOTS];
    private int count;

    ScoreMemory() {
        clear();
    }

    void clear() {
        Arrays.fill(ordinals, EMPTY);
        count = 0;
    }

    void put(int ordinal, float score) {
        int slot = slot(ordinal);
        if (ordinals[slot] == EMPTY && count < MOST) {
            ordinals[slot] = ordinal;
            scores[slot] = score;
            count++;
        }
    }

    /** Returns the score of a node, or NaN if it is not known. */
    float get(int ordinal) {
        int slot = slot(ordinal);
        return ordinals[slot] == ordinal ? scores[slot] : Float.NaN;
    }

    private int slot(int ordinal) {
        int slot = (ordinal * 0x9E3779B9) >>> (Integer.SIZE - 13);
        while (ordinals[slot] != EMPTY && ordinals[slot] != ordinal) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }
}
