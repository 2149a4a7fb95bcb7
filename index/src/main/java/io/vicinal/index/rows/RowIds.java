package io.vicinal.index.rows;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The ids that rows go by, in both directions. A row that no id leads to is dead.
 *
 * <p>Reading is safe from several threads as long as nothing changes.
 */
final class RowIds {
    private final BitSet dead = new BitSet();

    /** The rows there are from the beginning, each with an id. */
    private final int first;

    /** The id of each ordinal; null while every row's id is its ordinal. */
    private long @Nullable [] ids;

    /** The other way round. Made when first needed, perhaps by two readers at once, since a search has no use for it. */
    private volatile @Nullable IdMap ordinals;

    private int live;

    private RowIds(long @Nullable [] ids, int count) {
        this.ids = ids;
        this.first = count;
        this.live = count;
    }

    /** Starts with rows of these ids, in the order of their ordinals. */
    static RowIds of(long[] ids) {
        return new RowIds(ids, ids.length);
    }

    /** Starts with rows whose ids are their ordinals. */
    static RowIds counted(int count) {
        return new RowIds(null, count);
    }

    /** Number of ids. */
    int size() {
        return live;
    }

    boolean live(int ordinal) {
        return !dead.get(ordinal);
    }

    /** Returns the first ordinal from there on that is not dead; beyond all rows if there is none. */
    int nextLive(int from) {
        return dead.nextClearBit(from);
    }

    /** Returns the id of a row; the last one it had, if it is dead. */
    long id(int ordinal) {
        return ids == null ? ordinal : ids[ordinal];
    }

    /** Returns the row of an id, or {@link IdMap#NONE}. */
    int ordinal(long id) {
        if (ids == null) {
            return id >= 0 && id < first && live((int) id) ? (int) id : IdMap.NONE;
        }
        return map().get(id);
    }

    /** Refuses ids that are there already or come twice, by their position. */
    void requireNew(long[] newIds) {
        NewIds.require(newIds, this::ordinal);
    }

    /** Sees to it that ids need no longer be ordinals. Before the first row is added, while every row has had an id. */
    void prepare() {
        map();
    }

    /** Counts a new row, or one whose place was given away, as dead. */
    void bury(int ordinal) {
        dead.set(ordinal);
    }

    /** Gives a dead row an id that is not there yet. */
    void name(int ordinal, long id) {
        IdMap map = map();
        long[] named = ids();
        if (ordinal >= named.length) {
            long capacity = Math.min(Integer.MAX_VALUE - 8L, Math.max(16, ordinal + 1L + ordinal / 2));
            named = Arrays.copyOf(named, (int) capacity);
            ids = named;
        }
        map.put(id, ordinal);
        named[ordinal] = id;
        dead.clear(ordinal);
        live++;
    }

    /** Takes an id away, and returns the row that it led to, dead now, or {@link IdMap#NONE}. */
    int remove(long id) {
        int ordinal = ordinal(id);
        if (ordinal != IdMap.NONE) {
            dead.set(ordinal);
            live--;
            if (ids != null) {
                map().remove(id);
            }
        }
        return ordinal;
    }

    /** Returns the ordinals of all dead rows, for reading only. */
    BitSet dead() {
        return dead;
    }

    long heapBytes() {
        IdMap known = ordinals;
        return dead.size() / Byte.SIZE
                + (ids == null ? 0 : (long) ids.length * Long.BYTES)
                + (known == null ? 0 : known.heapBytes());
    }

    private long[] ids() {
        long[] named = ids;
        if (named == null) {
            named = new long[first];
            Arrays.setAll(named, i -> i);
            ids = named;
        }
        return named;
    }

    private IdMap map() {
        IdMap known = ordinals;
        return known == null ? makeMap() : known;
    }

    private synchronized IdMap makeMap() {
        IdMap map = ordinals;
        if (map == null) {
            long[] named = ids();
            map = new IdMap(live);
            for (int i = nextLive(0); i < first; i = nextLive(i + 1)) {
                map.put(named[i], i);
            }
            ordinals = map;
        }
        return map;
    }
}
