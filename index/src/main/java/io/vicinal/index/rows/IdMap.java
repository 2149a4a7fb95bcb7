package io.vicinal.index.rows;

import java.util.Arrays;

/**
 * A hash table from ids to ordinals, open-addressed with linear probing over primitive arrays: 12 bytes a slot where boxed keys
 * would take 60. Not safe for use by several threads while it changes.
 */
public final class IdMap {
    /** What {@link #get} returns for an id that is not there. */
    public static final int NONE = -1;

    private static final int MIN_CAPACITY = 16;
    private static final int MAX_CAPACITY = 1 << 30;

    private long[] ids;
    private int[] ordinals;
    private int size;

    /**
     * Starts empty.
     *
     * @param expected ids that there is room for
     */
    public IdMap(int expected) {
        long slots = Long.highestOneBit(expected + expected / 2L) * 2;
        int capacity = Math.clamp(slots, MIN_CAPACITY, MAX_CAPACITY);
        ids = new long[capacity];
        ordinals = newOrdinals(capacity);
    }

    private static int[] newOrdinals(int capacity) {
        int[] ordinals = new int[capacity];
        Arrays.fill(ordinals, NONE);
        return ordinals;
    }

    /**
     * Returns the number of ids.
     *
     * @return those put and not removed
     */
    public int size() {
        return size;
    }

    /**
     * Returns the memory on the heap.
     *
     * @return bytes
     */
    public long heapBytes() {
        return ids.length * (long) (Long.BYTES + Integer.BYTES);
    }

    /**
     * Returns the ordinal of an id.
     *
     * @param id any number
     * @return its ordinal, or {@link #NONE}
     */
    public int get(long id) {
        return ordinals[slot(id)];
    }

    /**
     * Sets the ordinal of an id.
     *
     * @param id any number
     * @param ordinal zero or more
     */
    public void put(long id, int ordinal) {
        int slot = slot(id);
        if (ordinals[slot] == NONE) {
            if (size >= ids.length / 4 * 3) {
                grow();
                slot = slot(id);
            }
            size++;
        }
        ids[slot] = id;
        ordinals[slot] = ordinal;
    }

    /**
     * Removes an id.
     *
     * @param id any number
     * @return the ordinal it had, or {@link #NONE}
     */
    public int remove(long id) {
        int slot = slot(id);
        int ordinal = ordinals[slot];
        if (ordinal != NONE) {
            size--;
            closeGap(slot);
        }
        return ordinal;
    }

    /** Moves entries that probed past the gap back into it, so that no search stops there too early. */
    private void closeGap(int start) {
        int mask = ids.length - 1;
        int gap = start;
        for (int slot = (start + 1) & mask; ordinals[slot] != NONE; slot = (slot + 1) & mask) {
            int home = home(ids[slot]);
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                ids[gap] = ids[slot];
                ordinals[gap] = ordinals[slot];
                gap = slot;
            }
        }
        ordinals[gap] = NONE;
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = home(id);
        while (ordinals[slot] != NONE && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Ids are often consecutive or share their low bits, so all bits are mixed into the slot. */
    private int home(long id) {
        long mixed = (id ^ (id >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (ids.length - 1);
    }

    private void grow() {
        if (ids.length == MAX_CAPACITY) {
            throw new IllegalStateException("an index holds at most %d ids".formatted(size));
        }
        long[] oldIds = ids;
        int[] oldOrdinals = ordinals;
        ids = new long[oldIds.length * 2];
        ordinals = newOrdinals(ids.length);
        for (int i = 0; i < oldIds.length; i++) {
            if (oldOrdinals[i] != NONE) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                ordinals[slot] = oldOrdinals[i];
            }
        }
    }
}
