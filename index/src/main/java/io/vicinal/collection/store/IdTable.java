package io.vicinal.collection.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Leads from ids to rows: a hash table of 8 bytes a slot, open-addressed, that holds 32 bits of each id's hash and the row. The ids themselves stand in
 * the journal; whoever gets a row from here looks there whether it is the one.
 *
 * <p>Rows are never taken out. Readers take no lock; one thread at a time adds.
 */
final class IdTable {
    /** No further candidate. */
    static final int NONE = -1;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int MIN_CAPACITY = 16;
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int MIX = 0x9E3779B9;

    private final long salt;
    private volatile long[] slots;
    private int used;

    IdTable(long salt) {
        this(salt, new long[MIN_CAPACITY], 0);
    }

    private IdTable(long salt, long[] slots, int used) {
        this.salt = salt;
        this.slots = slots;
        this.used = used;
    }

    /** Takes slots that {@link #copy} gave; their number is a power of two, and there is an empty one. */
    static IdTable of(long salt, long[] slots, int used) {
        return new IdTable(salt, slots, used);
    }

    /** Tells whether slots can be those of a table of so many rows. */
    static boolean plausible(long[] slots, int used) {
        return slots.length >= MIN_CAPACITY && Integer.bitCount(slots.length) == 1 && used >= 0 && used < slots.length;
    }

    private int hash(String id) {
        long hash = OFFSET_BASIS ^ salt;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        hash ^= hash >>> 32;
        return (int) ((hash * PRIME) >>> 16);
    }

    private static int home(int hash, int length) {
        return (hash * MIX) >>> Integer.numberOfLeadingZeros(length - 1);
    }

    /** Rows whose id may be the one that was looked for, one after the other. */
    final class Candidates {
        private final long[] table = slots;
        private final int hash;
        private int slot;

        private Candidates(int hash) {
            this.hash = hash;
            this.slot = home(hash, table.length);
        }

        int next() {
            while (true) {
                long entry = (long) SLOTS.getAcquire(table, slot);
                if (entry == 0) {
                    return NONE;
                }
                slot = (slot + 1) & (table.length - 1);
                if ((int) (entry >>> 32) == hash) {
                    return (int) entry - 1;
                }
            }
        }
    }

    Candidates candidates(String id) {
        return new Candidates(hash(id));
    }

    void add(String id, int row) {
        if (used >= slots.length / 8 * 5) {
            grow();
        }
        int hash = hash(id);
        insert(slots, ((long) hash << 32) | (row + 1));
        used++;
    }

    private static void insert(long[] table, long entry) {
        int slot = home((int) (entry >>> 32), table.length);
        while (table[slot] != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        SLOTS.setRelease(table, slot, entry);
    }

    private void grow() {
        long[] old = slots;
        if (old.length == 1 << 30) {
            throw new IllegalStateException("a collection has no room for more than %d ids".formatted(used));
        }
        long[] grown = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                insert(grown, entry);
            }
        }
        slots = grown;
    }

    /** Returns all slots; while nobody adds. */
    long[] copy() {
        return slots.clone();
    }

    int used() {
        return used;
    }

    long heapBytes() {
        return (long) slots.length * Long.BYTES;
    }
}
