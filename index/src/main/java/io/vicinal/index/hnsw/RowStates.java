package io.vicinal.index.hnsw;

import static io.vicinal.index.hnsw.Chunks.LONG;
import static io.vicinal.index.hnsw.Chunks.LONGS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * For each row its id and the numbers of the changes that brought it and took it. Changes are numbered in the order in which they become
 * visible; a search sees the rows that were there after the change that was the latest when it began. Thus a change of many rows,
 * or one that takes a row and brings another, is seen whole or not at all, and nobody waits.
 *
 * <p>Changes are made by one thread at a time.
 */
final class RowStates {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int ID = 0;
    private static final int BROUGHT = 8;
    private static final int TAKEN = 16;
    private static final int STRIDE = 24;

    private final Arena arena;

    /** Whether change number n brings row n - 1, whose id is its ordinal, and nothing is ever taken: then no row has a record. */
    private final boolean counted;

    /** Rows that were there from the beginning: their number, their ids, and which of them are free places. */
    private final int saved;

    private final MemorySegment savedIds;
    private final BitSet savedFree = new BitSet();

    /** Made for the first change: an index that is only searched opens without going through its rows. */
    private volatile @Nullable Chunks records;

    private volatile long latest;

    /** Rows placed that nobody sees yet, and rows taken that are still in the graph. */
    private volatile int hidden;

    /** Rows taken that are still in the graph. */
    private volatile int gone;

    private RowStates(Arena arena, boolean counted, int saved, MemorySegment savedIds, int... free) {
        this.arena = arena;
        this.counted = counted;
        this.saved = saved;
        this.savedIds = savedIds;
        for (int ordinal : free) {
            savedFree.set(ordinal);
        }
    }

    /** Starts without rows. */
    static RowStates create(Arena arena) {
        return new RowStates(arena, false, 0, MemorySegment.NULL);
    }

    /**
     * Starts with rows that have always been there.
     *
     * @param count rows and free places
     * @param ids a long each, or none if they are the ordinals
     * @param free places of no row
     */
    static RowStates of(Arena arena, int count, MemorySegment ids, int... free) {
        return new RowStates(arena, false, count, ids, free);
    }

    /**
     * Starts with rows that somebody else brings one after the other and nobody takes, with their ordinals as ids: after change number n the
     * first n are there. That needs no memory.
     *
     * @param count how many are there at first
     */
    static RowStates counted(Arena arena, int count) {
        RowStates states = new RowStates(arena, true, 0, MemorySegment.NULL);
        states.latest = count;
        return states;
    }

    /** Tells whether the ids are the ordinals, and rows are there in their order. */
    boolean counted() {
        return counted;
    }

    /** Limits a number of ordinals to those that can have been there after a change. */
    int limit(int ordinals, long change) {
        return counted ? (int) Math.min(ordinals, change) : ordinals;
    }

    /** Rows behind those that are there can be reached from now on. */
    void startCounting() {
        hide(1);
    }

    /** So many rows are there now, and no others can be reached. */
    void count(int count) {
        latest = count;
        // Only now, as in a change.
        hide(-1);
    }

    private Chunks own() {
        if (counted) {
            throw new IllegalStateException("rows that are counted don't change");
        }
        Chunks known = records;
        if (known != null) {
            return known;
        }
        Chunks made = new Chunks(arena, STRIDE, (byte) 0);
        made.reserve(saved);
        for (int ordinal = 0; ordinal < saved; ordinal++) {
            MemorySegment chunk = made.chunk(ordinal);
            long offset = made.offset(ordinal);
            chunk.set(LONG, offset + ID, initial(ordinal, ID));
            chunk.set(LONG, offset + TAKEN, initial(ordinal, TAKEN));
        }
        records = made;
        return made;
    }

    private long initial(int ordinal, int field) {
        if (field == ID) {
            return savedIds.byteSize() == 0 ? ordinal : savedIds.get(LONG, (long) ordinal * Long.BYTES);
        }
        return field == BROUGHT || savedFree.get(ordinal) ? 0 : NEVER;
    }

    /** Makes room for rows; until they are {@linkplain #prepare prepared}, they are like free places. */
    void makeRoom(int count) {
        own().reserve(count);
    }

    /** Makes room for rows that nobody sees yet. */
    void reserve(int from, int to) {
        makeRoom(to);
        for (int ordinal = from; ordinal < to; ordinal++) {
            prepare(ordinal);
        }
    }

    /** Makes a place ready for a row that nobody sees yet. */
    void prepare(int ordinal) {
        set(ordinal, BROUGHT, NEVER);
        set(ordinal, TAKEN, NEVER);
        hide(1);
    }

    /** Gives a row that nobody sees yet its id. */
    void name(int ordinal, long id) {
        set(ordinal, ID, id);
    }

    /** Brings rows that have been named, and takes others. */
    void change(int[] brought, int[] taken) {
        long number = latest + 1;
        for (int ordinal : brought) {
            set(ordinal, BROUGHT, number);
        }
        for (int ordinal : taken) {
            set(ordinal, TAKEN, number);
        }
        gone(taken.length);
        hide(taken.length);
        latest = number;
        // Only now: a search that finds nothing hidden takes all rows for those of its own number.
        hide(-brought.length);
    }

    /** Takes rows that nobody has seen. */
    void abandon(int[] placed) {
        for (int ordinal : placed) {
            set(ordinal, TAKEN, 0);
        }
        gone(placed.length);
    }

    /** Rows taken before are out of everybody's reach. */
    void forget(int count) {
        gone(-count);
        hide(-count);
    }

    private void hide(int count) {
        // The threads that change this exclude each other; only readers are not excluded.
        int now = hidden;
        hidden = now + count;
    }

    private void gone(int count) {
        int now = gone;
        gone = now + count;
    }

    /** Tells whether no row that can be reached now has been taken. */
    boolean nothingTaken() {
        return gone == 0;
    }

    long latest() {
        return latest;
    }

    /** Tells whether all rows that can be reached now were there after a change. */
    boolean allThere(long change) {
        return hidden == 0 && latest == change;
    }

    boolean there(int ordinal, long change) {
        if (counted) {
            return ordinal < change;
        }
        // In this order: a place that is given to another row meanwhile has lost the number that brought the one of
        // before.
        return get(ordinal, TAKEN) > change && get(ordinal, BROUGHT) <= change;
    }

    /** Tells whether a row was taken, even if a search that began before may still find it. */
    boolean taken(int ordinal) {
        return get(ordinal, TAKEN) != NEVER;
    }

    /** Tells whether a row is gone that searches of before may still find. */
    boolean recent(int ordinal) {
        long taken = get(ordinal, TAKEN);
        return taken != NEVER && taken != 0;
    }

    long id(int ordinal) {
        return counted ? ordinal : get(ordinal, ID);
    }

    private long get(int ordinal, int field) {
        Chunks known = records;
        return known == null
                ? initial(ordinal, field)
                : (long) LONGS.getAcquire(known.chunk(ordinal), known.offset(ordinal) + field);
    }

    private void set(int ordinal, int field, long value) {
        Chunks known = own();
        LONGS.setRelease(known.chunk(ordinal), known.offset(ordinal) + field, value);
    }

    long bytes() {
        Chunks known = records;
        return known == null ? 0 : known.bytes();
    }
}
