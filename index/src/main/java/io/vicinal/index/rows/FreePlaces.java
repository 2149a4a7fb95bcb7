package io.vicinal.index.rows;

import java.util.BitSet;

/** Ordinals of dead rows whose places can be given to others. */
final class FreePlaces {
    private final BitSet places = new BitSet();
    private int count;

    int count() {
        return count;
    }

    void add(int ordinal) {
        if (!places.get(ordinal)) {
            places.set(ordinal);
            count++;
        }
    }

    void addAll(BitSet ordinals) {
        places.or(ordinals);
        count = places.cardinality();
    }

    /** Returns the lowest of them, at most so many; they stay free until they are {@linkplain #take taken}. */
    int[] lowest(int most) {
        return places.stream().limit(most).toArray();
    }

    void take(int[] ordinals) {
        for (int ordinal : ordinals) {
            places.clear(ordinal);
        }
        count -= ordinals.length;
    }

    long heapBytes() {
        return places.size() / Byte.SIZE;
    }
}
