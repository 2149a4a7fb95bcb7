package io.vicinal.index.hnsw;

import io.vicinal.index.IndexSpec;
import io.vicinal.index.Reachability;
import io.vicinal.index.rows.RowStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order in which an index changes.
 *
 * <p>A vector comes in three steps: its row is written, seen by nobody; it is connected, which takes long; and it is given its id,
 * with which searches find it. The first and the last take microseconds and are made by one thread at a time, under the lock of the
 * table. A vector that goes loses its id at once and is taken out of the graph by and by.
 *
 * <p>Many change at the same time; who saves or closes waits for them and keeps others waiting. Searches are kept waiting by nobody.
 */
final class Changes {
    /** A row made reachable leads to others; what is left after so many rounds will never be. */
    private static final int REPAIR_ROUNDS = 10;

    private final IndexSpec spec;
    private final Arena arena;
    private final RowTable table;
    private final Epochs epochs;
    private final StampedLock changing = new StampedLock();
    private volatile Content content;
    private @Nullable Writer writer;
    private volatile boolean closed;

    /** What needs the index to stay as it is, and the disk. */
    interface StillAction {
        void run(Content content, RowTable table) throws IOException;
    }

    /** Gives rows just connected their ids; false if there is no use for them any more. */
    private interface Publication {
        boolean publish(int[] placed);
    }

    /** Takes what there is at first; a graph that can only be read is copied before the first change. */
    Changes(Arena arena, Content content, RowTable table, Epochs epochs) {
        this.spec = content.spec();
        this.arena = arena;
        this.content = content;
        this.table = table;
        this.epochs = epochs;
    }

    IndexSpec spec() {
        return spec;
    }

    Content content() {
        return content;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    /** Comes in to read the graph; nothing is freed until {@link #exit}. */
    int enter() {
        int ticket = epochs.enter();
        if (closed) {
            epochs.exit(ticket);
            requireOpen();
        }
        return ticket;
    }

    void exit(int ticket) {
        epochs.exit(ticket);
    }

    /** Runs what reads the table. */
    <T> T read(Function<RowTable, T> action) {
        synchronized (table) {
            requireOpen();
            return action.apply(table);
        }
    }

    void add(long id, float[] vector) {
        RowStore store = content.store();
        insert(
                () -> {
                    table.requireAbsent(id);
                    store.check(vector);
                },
                vector,
                placed -> {
                    table.requireAbsent(id);
                    table.add(placed, new long[] {id});
                    return true;
                });
    }

    void addAll(long[] ids, float[] vectors) {
        RowStore store = content.store();
        insert(
                () -> {
                    table.requireNew(ids);
                    store.checkAll(vectors);
                },
                vectors,
                placed -> {
                    table.requireNew(ids);
                    table.add(placed, ids);
                    return true;
                });
    }

    /**
     * The new vector takes the place of the one that the id had at the beginning. If that has been removed or replaced meanwhile, then
     * this update came before, and nothing is left of it.
     */
    void update(long id, float[] vector) {
        RowStore store = content.store();
        int[] old = new int[1];
        insert(
                () -> {
                    old[0] = table.requireOrdinal(id);
                    store.check(vector);
                },
                vector,
                placed -> {
                    if (table.ordinal(id) != old[0]) {
                        return false;
                    }
                    table.replace(old[0], placed);
                    writer().sweep().add(old[0]);
                    return true;
                });
    }

    private void insert(Runnable check, float[] vectors, Publication publication) {
        long stamp = changing.readLock();
        try {
            Writer current;
            int[] placed;
            synchronized (table) {
                requireOpen();
                check.run();
                current = writer();
                placed = table.place(vectors, current.links());
            }
            connect(current, placed, publication);
            current.sweep().goOn();
        } finally {
            changing.unlockRead(stamp);
        }
    }

    private void connect(Writer current, int[] placed, Publication publication) {
        boolean published = false;
        try {
            // Before entering, since whoever is in keeps what codes move out of from being freed.
            content.coding().encode(placed);
            published = connectEntered(current, placed, publication);
        } finally {
            if (!published) {
                synchronized (table) {
                    content.states().abandon(placed);
                    current.sweep().addAll(placed);
                }
            }
        }
    }

    private boolean connectEntered(Writer current, int[] placed, Publication publication) {
        int ticket = epochs.enter();
        try {
            current.connect(placed);
            synchronized (table) {
                return publication.publish(placed);
            }
        } finally {
            epochs.exit(ticket);
        }
    }

    boolean remove(long id) {
        long stamp = changing.readLock();
        try {
            Writer current;
            synchronized (table) {
                requireOpen();
                int ordinal = table.ordinal(id);
                if (ordinal == IdTable.NONE) {
                    return false;
                }
                current = writer();
                table.remove(ordinal);
                current.sweep().add(ordinal);
            }
            current.sweep().goOn();
            return true;
        } finally {
            changing.unlockRead(stamp);
        }
    }

    /** Returns the writer, for which what can only be read is copied. Under the lock of the table. */
    private Writer writer() {
        Writer known = writer;
        if (known == null) {
            content.store().makeOwn();
            known = newWriter();
        }
        return known;
    }

    private Writer newWriter() {
        Content writable = content.writable(arena);
        Writer made = new Writer(arena, writable, epochs, this::free);
        if (writable != content) {
            made.links().learn(table.count());
        }
        content = writable;
        writer = made;
        return made;
    }

    private void free(int[] rows) {
        synchronized (table) {
            table.free(rows);
        }
    }

    /** The memory taken outside the heap and outside of files. Under the lock of the table. */
    long offHeapBytes() {
        Writer current = writer;
        return content.states().bytes()
                + content.coding().offHeapBytes()
                + (current == null ? 0 : current.links().bytes());
    }

    /** Connects all rows of an index that nobody has seen yet. */
    void connectAll() {
        // Rows of the caller's stay where they are until one is added.
        Writer current = newWriter();
        int count = table.count();
        current.links().reserve(0, count);
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        content.coding().encode(all);
        current.connect(all);
    }

    /** Runs an action while nothing changes; what has been removed is out of the graph by then. */
    void keepStill(StillAction action) throws IOException {
        long stamp = changing.writeLock();
        try {
            requireOpen();
            Writer current = writer;
            if (current != null) {
                current.sweep().finish();
            }
            action.run(content, table);
        } finally {
            changing.unlockWrite(stamp);
        }
    }

    /** Counts the rows that cannot be reached, and sees to it that they can. */
    Reachability makeReachable() {
        long stamp = changing.writeLock();
        try {
            requireOpen();
            int unreachable = new Reach(content).count();
            int left = unreachable;
            for (int round = 0; left > 0 && round < REPAIR_ROUNDS; round++) {
                synchronized (table) {
                    writer().reach();
                }
                left = new Reach(content).count();
            }
            return new Reachability(table.size(), unreachable, unreachable - left);
        } finally {
            changing.unlockWrite(stamp);
        }
    }

    /** Waits for all others and frees everything. */
    void close() {
        long stamp = changing.writeLock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            long since = epochs.now();
            while (!epochs.passed(since)) {
                LockSupport.parkNanos(1_000);
            }
            synchronized (table) {
                arena.close();
                content.coding().close();
                content.store().close();
            }
        } finally {
            changing.unlockWrite(stamp);
        }
    }
}
