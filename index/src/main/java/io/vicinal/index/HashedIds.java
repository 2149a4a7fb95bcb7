package io.vicinal.index;

import java.util.function.LongConsumer;

/**
 * A hash table of ids, open-addressed with linear probing over one primitive array, at most half full: one miss of the cache answers
 * nearly every question, where a search in a million sorted ids would take several, one after the other.
 */
final class HashedIds implements IdSet {
    private static final int MAX_IDS = 1 << 29;

    /** Marks a free slot, so the id 0 is kept apart. */
    private static final long FREE = 0;

    private final long[] slots;
    private final boolean hasZero;
    private final int count;

    HashedIds(long[] ids) {
        if (ids.length > MAX_IDS) {
            throw new IllegalArgumentException(
                    "a set has at most %d ids but there are %d".formatted(MAX_IDS, ids.length));
        }
        slots = new long[Integer.highestOneBit(Math.max(1, 2 * ids.length - 1)) * 2];
        boolean zero = false;
        int distinct = 0;
        for (long id : ids) {
            int slot = slot(id);
            if (id == FREE) {
                zero = true;
            } else if (slots[slot] == FREE) {
                slots[slot] = id;
                distinct++;
            }
        }
        hasZero = zero;
        count = zero ? distinct + 1 : distinct;
    }

    /** The slot of an id, or the free one where it would be. */
    private int slot(long id) {
        int mask = slots.length - 1;
        // Ids are often consecutive or share their low bits, so all bits are mixed into the slot.
        int slot = (int) (((id ^ (id >>> 32)) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != id && slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    @Override
    public boolean contains(long id) {
        return id == FREE ? hasZero : slots[slot(id)] == id;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void forEach(LongConsumer action) {
        if (hasZero) {
            action.accept(FREE);
        }
        for (long id : slots) {
            if (id != FREE) {
                action.accept(id);
            }
        }
    }
}
