package io.vicinal.index.hnsw;

import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.Query;
import io.vicinal.index.RowIndex;
import io.vicinal.index.rows.AttachedRows;
import io.vicinal.index.rows.RowStore;
import io.vicinal.index.search.Parts;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A graph over rows that somebody else appends. Change number n of {@link RowStates} is the moment at which n rows were connected, so a
 * search finds those and none that are being connected.
 *
 * <p>Rows are connected in batches that nothing interrupts, so that the graph never leads to rows that don't count while nobody connects.
 */
final class HnswRows implements RowIndex {
    /** As large as a round of {@link Writer} would be, but over soon enough for who waits. */
    private static final int SMALLEST_BATCH = 1_000;

    private static final int LARGEST_BATCH = 10_000;
    private static final int BATCH = 4;

    private final IndexSpec spec;
    private final VectorFile file;
    private final Arena arena;
    private final Epochs epochs = new Epochs();

    /** Held by who connects, saves or closes. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Content content;
    private volatile @Nullable Writer writer;
    private volatile boolean closed;
    private @Nullable Throwable failure;

    private HnswRows(IndexSpec spec, VectorFile file, Arena arena, Graph graph, int connected) {
        this.spec = spec;
        this.file = file;
        this.arena = arena;
        RowStore store = RowStore.attach(spec, file);
        store.show(connected);
        RowStates states = RowStates.counted(arena, connected);
        Coding coding = new Coding(spec, store, new Retired(epochs));
        this.content = new Content(spec, graph, store, states, new IdTable(states), coding);
    }

    /** Starts with no rows connected. */
    static HnswRows start(IndexSpec spec, VectorFile file) {
        AttachedRows.require(spec, file);
        Arena arena = Arena.ofShared();
        Graph graph = Graph.create(arena, new Levels(spec.graph()), spec.graph().connections());
        return new HnswRows(spec, file, arena, graph, 0);
    }

    /** Starts with the graph of a snapshot, which is searched where it lies and copied before more rows are connected. */
    static HnswRows open(IndexSpec wanted, VectorFile file, Snapshot saved) {
        AttachedRows.require(wanted, file);
        int connected = AttachedRows.connected(HnswEngine.NAME, file, saved);
        GraphSettings settings = GraphSettings.read(saved);
        IndexSpec spec = new IndexSpec(
                wanted.dimension(),
                wanted.metric(),
                wanted.directory(),
                settings,
                FlatSettings.DEFAULT,
                wanted.threads(),
                wanted.progress());
        Arena arena = Arena.ofShared();
        try {
            Graph graph = SavedGraph.graph(saved, arena, settings, connected);
            HnswRows rows = new HnswRows(spec, file, arena, graph, connected);
            rows.content.coding().open(saved, connected);
            return rows;
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public int connected() {
        return (int) content.states().latest();
    }

    @Override
    public void connect(int end) {
        changing.lock();
        try {
            requireSound();
            requireRows(end);
            int start = connected();
            Pace pace = new Pace(spec.progress(), Math.max(0, end - start));
            for (int from = start; from < end; from = connected()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException(
                            "interrupted when %d of %d rows were connected".formatted(from, end));
                }
                // The first rows are connected all at once, not one by one: for them a large batch is no worse.
                int batch = from == 0 ? LARGEST_BATCH : Math.clamp(from / BATCH, SMALLEST_BATCH, LARGEST_BATCH);
                connect(from, (int) Math.min(end, (long) from + batch), pace);
            }
            if (start < end) {
                pace.end();
            }
        } finally {
            changing.unlock();
        }
    }

    private void requireRows(int end) {
        if (end > file.count()) {
            throw new IllegalArgumentException(
                    "%d rows can't be connected: the file has %d".formatted(end, file.count()));
        }
        if (end > Pool.MAX_ORDINAL) {
            throw new IllegalStateException(
                    "an index of the engine hnsw holds at most %d rows, not %d".formatted(Pool.MAX_ORDINAL, end));
        }
    }

    private void connect(int from, int to, Pace pace) {
        try {
            Writer current = writer();
            RowStates states = content.states();
            int[] rows = new int[to - from];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = from + i;
            }
            // In this order: whoever is led to one of the rows finds it shown, and finds that it must be judged.
            content.store().show(to);
            states.startCounting();
            Parts.runUninterrupted(1, part -> {
                current.links().reserve(from, to);
                content.coding().encode(rows);
                current.connect(rows, pace);
            });
            states.count(to);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** Returns the writer, for which a graph that can only be read is copied. */
    private Writer writer() {
        Writer known = writer;
        if (known != null) {
            return known;
        }
        Content writable = content.writable(arena);
        Writer made = new Writer(arena, writable, epochs, rows -> {
            throw new IllegalStateException("nothing is ever removed");
        });
        if (writable != content) {
            made.links().learn(connected());
        }
        content = writable;
        writer = made;
        return made;
    }

    @Override
    public Hits search(Query query, int end) {
        int ticket = epochs.enter();
        try {
            requireOpen();
            double norm = VectorCheck.norm(query.vector(), spec.dimension(), spec.metric(), "query");
            Content current = content;
            if (end < 0 || end > current.states().latest()) {
                throw new IllegalArgumentException("%d rows can't be searched: %d are connected"
                        .formatted(end, current.states().latest()));
            }
            Pooled<Searcher> searchers = current.searchers();
            Searcher searcher = searchers.take();
            Hits hits = searcher.search(query, norm, end);
            // Not after an exception, which may have left anything in it.
            searchers.give(searcher);
            return hits;
        } finally {
            epochs.exit(ticket);
        }
    }

    @Override
    public void save(SnapshotWriter snapshot) throws IOException {
        changing.lock();
        try {
            requireSound();
            int connected = connected();
            AttachedRows.write(HnswEngine.NAME, spec, connected, snapshot);
            SavedGraph.write(content.graph(), spec.graph(), connected, snapshot);
            content.coding().write(snapshot, connected);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public long offHeapBytes() {
        Writer current = writer;
        return content.coding().offHeapBytes()
                + (current == null ? 0 : current.links().bytes());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    private void requireSound() {
        requireOpen();
        if (failure != null) {
            throw new IllegalStateException("connecting rows has failed before: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        changing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            long since = epochs.now();
            while (!epochs.passed(since)) {
                LockSupport.parkNanos(1_000);
            }
            arena.close();
            content.coding().close();
        } finally {
            changing.unlock();
        }
    }
}
