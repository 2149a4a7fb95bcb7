package io.vicinal.collection.filter.bitmap;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Pairs of number and document, by number and then by ordinal: 12 bytes each. */
final class NumberPairs implements Leaf {
    /** Pairs at most: so many are moved within a microsecond when one is put among them. */
    static final int FULL = 512;

    /** By how many pairs it grows, so that little room is empty. */
    private static final int STEP = 32;

    private long[] keys;
    private int[] ordinals;
    private int count;

    NumberPairs() {
        keys = new long[STEP];
        ordinals = new int[STEP];
    }

    private NumberPairs(long[] keys, int[] ordinals) {
        this.keys = keys;
        this.ordinals = ordinals;
        this.count = keys.length;
    }

    boolean full() {
        return count == FULL;
    }

    /** Returns the number at a place. */
    long key(int place) {
        return keys[place];
    }

    /** Adds a pair that is not there, while it is not full. */
    void add(long key, int ordinal) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count + STEP);
            ordinals = Arrays.copyOf(ordinals, count + STEP);
        }
        int place = place(key, ordinal);
        System.arraycopy(keys, place, keys, place + 1, count - place);
        System.arraycopy(ordinals, place, ordinals, place + 1, count - place);
        keys[place] = key;
        ordinals[place] = ordinal;
        count++;
    }

    /** Copies the pairs between two places. */
    static NumberPairs of(long[] keys, int[] ordinals, int from, int to) {
        return new NumberPairs(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(ordinals, from, to));
    }

    /** Returns a copy of the pairs between two places. */
    NumberPairs part(int from, int to) {
        return of(keys, ordinals, from, to);
    }

    void writeKeys(SectionOutput section) {
        section.put(keys, count);
    }

    void writeOrdinals(SectionOutput section) {
        section.put(ordinals, count);
    }

    /** Returns the pairs between two places, all of which have the same number. */
    SameNumber same(int from, int to) {
        RoaringBitmap bitmap = RoaringBitmap.bitmapOf(Arrays.copyOfRange(ordinals, from, to));
        return new SameNumber(keys[from], bitmap);
    }

    @Override
    public long heapBytes() {
        return Heap.OBJECT + Heap.array(Long.BYTES, keys.length) + Heap.array(Integer.BYTES, ordinals.length);
    }

    @Override
    public long greatest() {
        return keys[count - 1];
    }

    @Override
    public long least() {
        return keys[0];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int count(NumberRange range) {
        return range.isEmpty() ? 0 : after(range.last()) - place(range.first(), 0);
    }

    @Override
    public void gather(NumberRange range, Gathering gathering) {
        if (!range.isEmpty()) {
            gathering.add(ordinals, place(range.first(), 0), after(range.last()));
        }
    }

    /** Returns the place of the first pair with a greater number. */
    int after(long key) {
        return key == Long.MAX_VALUE ? count : place(key + 1, 0);
    }

    /** Returns the place of the first pair that is not less. */
    int place(long key, int ordinal) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key || (keys[middle] == key && ordinals[middle] < ordinal)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
