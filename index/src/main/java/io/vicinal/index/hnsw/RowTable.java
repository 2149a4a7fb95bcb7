package io.vicinal.index.hnsw;

import io.vicinal.index.rows.NewIds;
import io.vicinal.index.rows.RowStore;
import java.util.Arrays;

/** The rows, the ids they go by, and the places that are free. For one thread at a time. */
final class RowTable {
    private static final int[] NONE = {};

    private final RowStore store;
    private final RowStates states;
    private final IdTable ids;
    private int size;
    private int[] free;
    private int freeCount;

    /** Rows there are already, all of them there but those whose places are free. */
    RowTable(RowStore store, RowStates states, IdTable ids, int[] free) {
        this.store = store;
        this.states = states;
        this.ids = ids;
        this.free = free;
        this.freeCount = free.length;
        this.size = store.count() - free.length;
    }

    int ordinal(long id) {
        ids.make(store.count());
        return ids.find(id, states.latest());
    }

    /** The number of rows to be found. */
    int size() {
        return size;
    }

    /** The number of places, free or not. */
    int count() {
        return store.count();
    }

    int requireOrdinal(long id) {
        int ordinal = ordinal(id);
        if (ordinal == IdTable.NONE) {
            throw new IllegalArgumentException("id %d is not in the index".formatted(id));
        }
        return ordinal;
    }

    void requireAbsent(long id) {
        if (ordinal(id) != IdTable.NONE) {
            throw new IllegalArgumentException("id %d is in the index already".formatted(id));
        }
    }

    float[] vector(long id) {
        return store.vector(requireOrdinal(id));
    }

    void requireNew(long[] ids) {
        NewIds.require(ids, this::ordinal);
    }

    /** Writes rows that nobody sees yet, and makes places for them in the graph. */
    int[] place(float[] vectors, Links links) {
        int dimension = store.rows().dimension();
        int[] placed = new int[vectors.length / dimension];
        int reused = Math.min(placed.length, freeCount);
        for (int i = 0; i < reused; i++) {
            int ordinal = free[freeCount - 1];
            store.replace(ordinal, Arrays.copyOfRange(vectors, i * dimension, (i + 1) * dimension));
            freeCount--;
            states.prepare(ordinal);
            placed[i] = ordinal;
        }
        if (reused < placed.length) {
            append(vectors, placed, reused, links);
        }
        return placed;
    }

    private void append(float[] vectors, int[] placed, int reused, Links links) {
        long count = (long) store.count() + placed.length - reused;
        if (count > Pool.MAX_ORDINAL) {
            throw new IllegalStateException(
                    "an index of the engine hnsw holds at most %d rows, not %d".formatted(Pool.MAX_ORDINAL, count));
        }
        // First: as soon as the rows are there, searches that compare all rows ask for their states.
        states.makeRoom((int) count);
        int from = reused * store.rows().dimension();
        int first = store.append(from == 0 ? vectors : Arrays.copyOfRange(vectors, from, vectors.length));
        links.reserve(first, (int) count);
        states.reserve(first, (int) count);
        for (int i = reused; i < placed.length; i++) {
            placed[i] = first + i - reused;
        }
    }

    /** Makes rows visible. */
    void add(int[] placed, long[] newIds) {
        name(placed, newIds);
        size += placed.length;
        states.change(placed, NONE);
    }

    private void name(int[] placed, long[] newIds) {
        ids.reserve(placed.length, store.count());
        for (int i = 0; i < placed.length; i++) {
            states.name(placed[i], newIds[i]);
            ids.put(placed[i]);
        }
    }

    /** Makes a row visible in the place of another. */
    void replace(int old, int[] placed) {
        name(placed, new long[] {states.id(old)});
        states.change(placed, new int[] {old});
    }

    /** Makes a row invisible. */
    void remove(int ordinal) {
        size--;
        states.change(NONE, new int[] {ordinal});
    }

    /** Gives places away again that nobody can see any more. */
    void free(int[] rows) {
        if (freeCount + rows.length > free.length) {
            free = Arrays.copyOf(free, Math.max(16, 2 * (freeCount + rows.length)));
        }
        System.arraycopy(rows, 0, free, freeCount, rows.length);
        freeCount += rows.length;
        states.forget(rows.length);
    }

    int[] free() {
        return Arrays.copyOf(free, freeCount);
    }

    long heapBytes() {
        return ids.heapBytes() + (long) free.length * Integer.BYTES;
    }
}
