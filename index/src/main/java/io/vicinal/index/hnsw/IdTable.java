package io.vicinal.index.hnsw;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of ids: a hash table of ordinals, four bytes a slot, open-addressed. The ids themselves stand in {@link RowStates}.
 *
 * <p>Readers take no lock. A slot once set keeps its ordinal until the table is made anew; whether the row still goes by the id that was
 * looked for, and was there after the change that the reader asks about, its state tells. Writers come one at a time, and readers hold a
 * ticket of {@link Epochs}, so that no row changes its id under their eyes.
 */
final class IdTable {
    static final int NONE = -1;

    private static final int MIN_CAPACITY = 16;

    private final RowStates states;
    private int used;

    /** Ordinals plus one; zero is an empty slot. Made when first needed, since a search has no use for it. */
    private volatile @Nullable AtomicIntegerArray slots;

    IdTable(RowStates states) {
        this.states = states;
    }

    /** Returns the row that had an id after a change, or {@link #NONE}. The table must have been {@linkplain #make made}. */
    int find(long id, long change) {
        if (states.counted()) {
            return id >= 0 && id < change ? (int) id : NONE;
        }
        AtomicIntegerArray table = slots;
        if (table == null) {
            throw new IllegalStateException("the table has not been made");
        }
        int mask = table.length() - 1;
        for (int slot = home(id, mask); ; slot = (slot + 1) & mask) {
            int ordinal = table.get(slot) - 1;
            if (ordinal < 0) {
                return NONE;
            }
            if (states.id(ordinal) == id && states.there(ordinal, change)) {
                return ordinal;
            }
        }
    }

    /** Sees to it that rows below {@code count} can be found. */
    synchronized void make(int count) {
        if (slots == null && !states.counted()) {
            remake(count, 0);
        }
    }

    /** Makes room for more rows, beside those below {@code count} that have been published. */
    synchronized void reserve(int more, int count) {
        AtomicIntegerArray table = slots;
        if (table == null || used + (long) more > table.length() / 4 * 3L) {
            remake(count, Math.max(more, count / 2));
        }
    }

    /** Takes a row that has been named, for which room has been made. */
    synchronized void put(int ordinal) {
        AtomicIntegerArray table = slots;
        if (table == null) {
            throw new IllegalStateException("no room has been made");
        }
        insert(table, ordinal);
    }

    private void remake(int count, int room) {
        long wanted = (count + (long) room) * 4 / 3 + 1;
        AtomicIntegerArray table =
                new AtomicIntegerArray((int) Math.clamp(Long.highestOneBit(wanted) * 2, MIN_CAPACITY, 1L << 30));
        used = 0;
        long latest = states.latest();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            if (states.there(ordinal, latest) || states.recent(ordinal)) {
                insert(table, ordinal);
            }
        }
        slots = table;
    }

    private void insert(AtomicIntegerArray table, int ordinal) {
        int mask = table.length() - 1;
        int slot = home(states.id(ordinal), mask);
        while (table.get(slot) != 0) {
            slot = (slot + 1) & mask;
        }
        table.set(slot, ordinal + 1);
        used++;
    }

    /** Ids are often consecutive or share their low bits, so all bits are mixed into the slot. */
    private static int home(long id, int mask) {
        long mixed = (id ^ (id >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }

    long heapBytes() {
        AtomicIntegerArray table = slots;
        return table == null ? 0 : (long) table.length() * Integer.BYTES;
    }
}
