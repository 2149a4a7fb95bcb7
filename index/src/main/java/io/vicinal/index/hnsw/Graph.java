package io.vicinal.index.hnsw;

import io.vicinal.storage.Snapshot;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * The graph: for each node a list of neighbours on the bottom level and, for about one in {@code connections} nodes, shorter lists on
 * the levels above; and the node that every search starts from.
 *
 * <p><b>Readers against writers.</b> Readers take no locks; this is why what they see is good.
 *
 * <ol>
 *   <li>An ordinal is written into a list with release order, after the row it stands for, the pieces of memory that its own lists lie in,
 *       and those lists. A reader copies a list out, then has an acquire fence, and only then looks at what the ordinals lead to. So
 *       whatever ordinal it has seen, its row and its lists are whole. An int is read and written in one piece.
 *   <li>A list rewritten under a reader's eyes shows some old and some new neighbours. Each of them is, or was when the reader came in, a
 *       neighbour: a fair place to go on from. None is the way to wrong hits, since a hit is judged by its own row and its own state.
 *   <li>A row removed keeps its place, its vector and its lists until no list leads to it and then until every reader who may
 *       have seen its ordinal before has gone ({@link Epochs}). So no ordinal that a reader holds is ever given to another vector.
 *   <li>Whether a row is a hit is decided by the numbers of the changes that brought and took it ({@link RowStates}) against the number
 *       that was the latest when the search began. Thus a change of several rows shows whole or not at all.
 * </ol>
 *
 * <p>Writers of a list hold the lock of its node. No writer holds two such locks.
 */
final class Graph {
    /** No entry: there are no nodes. */
    static final long EMPTY = -1;

    /** The section of the bottom level's lists in a snapshot. */
    static final String LINKS = "links";

    private static final int STRIPES = 1024;
    private static final int SLOT_BYTES = Integer.BYTES;

    private final Levels levels;
    private final LinkTable bottom;
    private final LinkTable upper;
    private final Chunks slots;
    private final Object[] locks = new Object[STRIPES];
    private final @Nullable Snapshot source;
    private int slotCount;
    private volatile long entry;

    /** A graph that came from a snapshot is not gone through when that is opened: what reads a list checks where it leads. */
    Graph(
            @Nullable Snapshot source,
            Levels levels,
            LinkTable bottom,
            LinkTable upper,
            Chunks slots,
            int slotCount,
            long entry) {
        this.source = source;
        this.levels = levels;
        this.bottom = bottom;
        this.upper = upper;
        this.slots = slots;
        this.slotCount = slotCount;
        this.entry = entry;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    static Graph create(Arena arena, Levels levels, int connections) {
        return create(null, arena, levels, connections);
    }

    private static Graph create(@Nullable Snapshot source, Arena arena, Levels levels, int connections) {
        return new Graph(
                source,
                levels,
                LinkTable.create(arena, 2 * connections),
                LinkTable.create(arena, connections),
                new Chunks(arena, SLOT_BYTES, (byte) -1),
                0,
                EMPTY);
    }

    /** Makes places for nodes, in the order of their ordinals; for one thread at a time. */
    void reserve(int from, int to) {
        bottom.records().reserve(to);
        slots.reserve(to);
        for (int ordinal = from; ordinal < to; ordinal++) {
            int level = levels.of(ordinal);
            if (level > 0) {
                upper.records().reserve(slotCount + level);
                slots.chunk(ordinal).set(Chunks.INT, slots.offset(ordinal), slotCount);
                slotCount += level;
            }
        }
    }

    int level(int ordinal) {
        return levels.of(ordinal);
    }

    /** The lists of a level. */
    LinkTable table(int level) {
        return level == 0 ? bottom : upper;
    }

    /** The number of a node's list in the table of a level. */
    int record(int ordinal, int level) {
        return level == 0 ? ordinal : slots.chunk(ordinal).get(Chunks.INT, slots.offset(ordinal)) + level - 1;
    }

    /** Copies out the neighbours of a node on a level that it is on, and returns their number. */
    int read(int ordinal, int level, int[] into) {
        return level == 0 ? bottom.read(ordinal, into) : upper.read(record(ordinal, level), into);
    }

    int maxDegree() {
        return bottom.degree();
    }

    /** Makes the exception that says of a list that it leads to a row that is not there. */
    RuntimeException leadsAstray(int ordinal, int count) {
        String problem = "it leads to row %d of %d".formatted(ordinal, count);
        return source == null ? new IllegalStateException("the graph: " + problem) : source.corrupt(LINKS, 0, problem);
    }

    /** The lock of a node. */
    Object lock(int ordinal) {
        return locks[(ordinal ^ (ordinal >>> 10)) & (STRIPES - 1)];
    }

    /** The node to start from, and its level above its ordinal; or {@link #EMPTY}. */
    long entry() {
        return entry;
    }

    static long entry(int ordinal, int level) {
        return ((long) level << Integer.SIZE) | ordinal;
    }

    static int entryOrdinal(long entry) {
        return (int) entry;
    }

    static int entryLevel(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    /** Makes a node the entry if it is on a higher level than the present one. */
    synchronized void offerEntry(int ordinal, int level) {
        long current = entry;
        if (current == EMPTY || level > entryLevel(current)) {
            entry = entry(ordinal, level);
        }
    }

    /** Makes a node, to which nothing is near, the entry in the place of another or of none; false if that is no longer the entry. */
    synchronized boolean tryStart(long before, int ordinal, int level) {
        if (entry != before) {
            return false;
        }
        entry = entry(ordinal, level);
        return true;
    }

    /** Looks for another entry if the present one is going. */
    synchronized void leave(Repair.Going going, RowStates states, int count) {
        if (entry == EMPTY || !going.contains(entryOrdinal(entry))) {
            return;
        }
        int[] list = new int[maxDegree()];
        long best = EMPTY;
        for (int node = 0; node < count; node++) {
            int level = levels.of(node);
            boolean higher = best == EMPTY || level > entryLevel(best);
            if (higher && !states.taken(node) && (states.there(node, states.latest()) || bottom.read(node, list) > 0)) {
                best = entry(node, level);
            }
        }
        entry = best;
    }

    long bytes() {
        return bottom.records().bytes() + upper.records().bytes() + slots.bytes();
    }

    LinkTable bottom() {
        return bottom;
    }

    LinkTable upper() {
        return upper;
    }

    Chunks slots() {
        return slots;
    }

    int slotCount() {
        return slotCount;
    }

    /** Returns this graph if it can be written, otherwise a copy of so many nodes. */
    Graph writable(Arena arena, int count) {
        if (!bottom.records().readOnly()) {
            return this;
        }
        Graph copy = create(source, arena, levels, upper.degree());
        copy.bottom.records().copyFrom(bottom.records(), count);
        copy.upper.records().copyFrom(upper.records(), slotCount);
        copy.slots.copyFrom(slots, count);
        copy.slotCount = slotCount;
        copy.entry = entry;
        return copy;
    }
}
