package io.vicinal.index.hnsw;

import static io.vicinal.index.hnsw.Chunks.INT;

import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.RowStore;
import io.vicinal.index.rows.SavedRows;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The sections that a graph takes in a snapshot, beside those of {@link SavedRows} and {@link GraphSettings}; docs/FORMAT.md describes them. They
 * are as in memory, so that opening maps them. Ordinals are kept, and with them the places that are free.
 */
final class SavedGraph {
    private static final String ENTRY = "entry";
    private static final String FREE = "free";
    private static final String SLOTS = "slots";
    private static final String UPPER_LINKS = "upper.links";
    private static final int ENTRY_BYTES = 12;
    private static final int CHECKED_AT_ONCE = 1 << 12;

    private SavedGraph() {}

    static void write(Content content, RowTable table, SnapshotWriter snapshot) throws IOException {
        IndexSpec spec = content.spec();
        RowStates states = content.states();
        int count = table.count();
        SavedRows.write(content.store(), count, row -> row, states::id, spec, HnswEngine.NAME, snapshot);
        spec.graph().write(snapshot);
        writeEntry(content.graph(), snapshot);
        snapshot.begin(FREE);
        snapshot.write(ints(table.free()));
        writeLists(content.graph(), count, snapshot);
        content.coding().write(snapshot, count);
    }

    /** Writes a graph of so many rows, without the rows. */
    static void write(Graph graph, GraphSettings settings, int count, SnapshotWriter snapshot) throws IOException {
        settings.write(snapshot);
        writeEntry(graph, snapshot);
        writeLists(graph, count, snapshot);
    }

    private static void writeEntry(Graph graph, SnapshotWriter snapshot) throws IOException {
        long entry = graph.entry();
        snapshot.begin(ENTRY);
        snapshot.write(ints(
                entry == Graph.EMPTY ? LinkTable.END : Graph.entryOrdinal(entry),
                entry == Graph.EMPTY ? 0 : Graph.entryLevel(entry),
                graph.slotCount()));
    }

    private static void writeLists(Graph graph, int count, SnapshotWriter snapshot) throws IOException {
        snapshot.begin(Graph.LINKS);
        graph.bottom().records().write(snapshot, count);
        snapshot.begin(SLOTS);
        graph.slots().write(snapshot, count);
        snapshot.begin(UPPER_LINKS);
        graph.upper().records().write(snapshot, graph.slotCount());
    }

    private static MemorySegment ints(int... values) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[values.length * Integer.BYTES]);
        MemorySegment.copy(values, 0, bytes, INT.withByteAlignment(1), 0, values.length);
        return bytes;
    }

    /** Opens what was written; the snapshot is closed with it. */
    static Changes open(IndexFile header, Snapshot snapshot) {
        GraphSettings settings = GraphSettings.read(snapshot);
        IndexSpec spec = IndexSpec.of(header, settings, FlatSettings.DEFAULT);
        int count = header.count();
        int[] free = snapshot.section(FREE).toArray(INT.withByteAlignment(1));
        requireBelow(snapshot, FREE, snapshot.section(FREE), count, 0);
        Arena arena = Arena.ofShared();
        try {
            Graph graph = graph(snapshot, arena, settings, count);
            RowStore store = RowStore.openUnverified(spec, header, snapshot);
            RowStates states = RowStates.of(arena, count, SavedRows.idSection(header, snapshot), free);
            IdTable ids = new IdTable(states);
            Epochs epochs = new Epochs();
            Coding coding = new Coding(spec, store, new Retired(epochs));
            coding.open(snapshot, count);
            return new Changes(
                    arena,
                    new Content(spec, graph, store, states, ids, coding),
                    new RowTable(store, states, ids, free),
                    epochs);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** Finds a graph of so many rows in a snapshot. */
    static Graph graph(Snapshot snapshot, Arena arena, GraphSettings settings, int count) {
        MemorySegment entry = snapshot.section(ENTRY, ENTRY_BYTES);
        int slotCount = entry.get(INT, 8);
        int degree = 2 * settings.connections();
        MemorySegment links = snapshot.section(Graph.LINKS, (long) count * LinkTable.stride(degree));
        MemorySegment slots = snapshot.section(SLOTS, (long) count * Integer.BYTES);
        if (slotCount < 0) {
            throw snapshot.corrupt(ENTRY, 8, "impossible number of lists on upper levels: " + slotCount);
        }
        MemorySegment upper =
                snapshot.section(UPPER_LINKS, (long) slotCount * LinkTable.stride(settings.connections()));
        requireBelow(snapshot, SLOTS, slots, slotCount, LinkTable.END);
        requireBelow(snapshot, UPPER_LINKS, upper, count, LinkTable.END);
        return new Graph(
                snapshot,
                new Levels(settings),
                LinkTable.over(arena, degree, links),
                LinkTable.over(arena, settings.connections(), upper),
                Chunks.over(arena, Integer.BYTES, slots),
                slotCount,
                entry(snapshot, entry, count));
    }

    private static long entry(Snapshot snapshot, MemorySegment entry, int count) {
        int ordinal = entry.get(INT, 0);
        int level = entry.get(INT, 4);
        if (ordinal < LinkTable.END || ordinal >= count || level < 0 || level > Levels.MAX) {
            throw snapshot.corrupt(ENTRY, 0, "impossible entry %d on level %d".formatted(ordinal, level));
        }
        return ordinal == LinkTable.END ? Graph.EMPTY : Graph.entry(ordinal, level);
    }

    /** Checks that all numbers lie within what they count; piece by piece from the heap, which is many times faster before it is compiled. */
    private static void requireBelow(Snapshot snapshot, String name, MemorySegment numbers, int limit, int lowest) {
        int[] piece = new int[CHECKED_AT_ONCE];
        for (long at = 0; at < numbers.byteSize(); at += (long) piece.length * Integer.BYTES) {
            int count = (int) Math.min(piece.length, (numbers.byteSize() - at) / Integer.BYTES);
            MemorySegment.copy(numbers, INT, at, piece, 0, count);
            int wrong = outside(piece, count, limit, lowest);
            if (wrong < count) {
                throw snapshot.corrupt(
                        name,
                        at + (long) wrong * Integer.BYTES,
                        "there is no number %d among %d".formatted(piece[wrong], limit));
            }
        }
    }

    private static int outside(int[] numbers, int count, int limit, int lowest) {
        int i = 0;
        while (i < count && numbers[i] >= lowest && numbers[i] < limit) {
            i++;
        }
        return i;
    }
}
