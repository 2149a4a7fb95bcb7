package io.vicinal.index.hnswlib;

import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.IdRows;
import java.io.IOException;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows and the graph over them, and the order in which both change.
 *
 * <p>A vector comes in three steps: its row is written, dead; it is connected, which takes long and keeps no search waiting; and
 * it is given its id, with which searches find it. A vector that goes only loses its id: the graph still leads over its row, which
 * keeps its place. When as many rows have gone as are left, the next change builds the graph anew, while searches go on in the old
 * one, and their places are given away.
 *
 * <p>Hence two locks. {@code changes} is shared by all who change something and taken alone by who makes room in the graph or
 * replaces it. {@code content} is shared by searches and taken alone for the microseconds in which rows or ids change; it is
 * always taken after the other.
 */
final class LinkedRows {
    /** So few rows that have gone are no burden. */
    private static final int FEW_GONE = 64;

    private final IndexSpec spec;
    private final IdRows rows;
    private final StampedLock changes = new StampedLock();
    private final StampedLock content = new StampedLock();
    private Graph graph;
    private boolean closed;

    /** What may throw while the rows are kept as they are. */
    interface FileAction {
        void run(IdRows rows, Graph graph) throws IOException;
    }

    LinkedRows(IndexSpec spec, IdRows rows) {
        this.spec = spec;
        this.rows = rows;
        this.graph = build();
    }

    /** Builds a graph of the live rows, which nobody may change meanwhile. */
    private Graph build() {
        int[] live = IntStream.iterate(
                        rows.nextLive(0), ordinal -> ordinal < rows.count(), ordinal -> rows.nextLive(ordinal + 1))
                .toArray();
        Graph built = new Graph(spec, rows, live.length);
        built.reserve(live.length);
        built.connect(live);
        return built;
    }

    /** Runs what changes nothing. */
    <T> T read(BiFunction<IdRows, Graph, T> action) {
        long stamp = content.readLock();
        try {
            requireOpen();
            return action.apply(rows, graph);
        } finally {
            content.unlockRead(stamp);
        }
    }

    /** Runs what changes nothing here and something on the disk. */
    void readFiles(FileAction action) throws IOException {
        long stamp = content.readLock();
        try {
            requireOpen();
            action.run(rows, graph);
        } finally {
            content.unlockRead(stamp);
        }
    }

    /**
     * Inserts rows.
     *
     * @param count how many
     * @param check gives their vectors, or throws
     * @param publish gives them their ids, or throws; rows left without one are as if they had never been
     */
    void insert(int count, Function<IdRows, float[]> check, BiConsumer<IdRows, int[]> publish) {
        boolean done = false;
        while (!done) {
            makeRoom(count);
            done = tryInsert(count, check, publish);
        }
    }

    /** Inserts rows, unless others took the room. */
    private boolean tryInsert(int count, Function<IdRows, float[]> check, BiConsumer<IdRows, int[]> publish) {
        long shared = changes.readLock();
        try {
            int[] ordinals = write(() -> place(count, check));
            if (ordinals == null) {
                return false;
            }
            graph.connect(ordinals);
            write(() -> {
                publish.accept(rows, ordinals);
                return ordinals;
            });
            return true;
        } finally {
            changes.unlockRead(shared);
        }
    }

    /** Writes rows; null if there is no room for them in the graph. */
    private int @Nullable [] place(int count, Function<IdRows, float[]> check) {
        float[] vectors = check.apply(rows);
        if (!graph.reserve(count)) {
            return null;
        }
        int[] ordinals = count == 0 ? new int[0] : rows.place(vectors);
        graph.refresh();
        return ordinals;
    }

    /** Sees to it that the graph has room for more rows and does not lead over too many that have gone. */
    private void makeRoom(int count) {
        boolean full = read((current, points) -> !points.hasRoom(count));
        boolean stale = read((current, points) -> stale());
        if (full || stale) {
            // Building anew can wait until nobody else is inserting; room can't.
            long alone = full ? changes.writeLock() : changes.tryWriteLock();
            if (alone != 0) {
                try {
                    makeRoomAlone(count);
                } finally {
                    changes.unlockWrite(alone);
                }
            }
        }
    }

    private void makeRoomAlone(int count) {
        Graph built = read((current, points) -> stale()) ? build() : graph;
        write(() -> {
            if (built != graph) {
                graph = built;
                rows.recycle();
            }
            graph.grow(count);
            return graph;
        });
    }

    private boolean stale() {
        return rows.retired() >= Math.max(FEW_GONE, rows.size());
    }

    /** Removes a row; false if there is none of that id. */
    boolean remove(long id) {
        long shared = changes.readLock();
        try {
            return write(() -> rows.retire(id)) != IdRows.NONE;
        } finally {
            changes.unlockRead(shared);
        }
    }

    /** Waits for all others and frees the rows. */
    void close() {
        long alone = changes.writeLock();
        long stamp = content.writeLock();
        try {
            if (!closed) {
                closed = true;
                graph = new Graph(spec, rows, 0);
                rows.close();
            }
        } finally {
            content.unlockWrite(stamp);
            changes.unlockWrite(alone);
        }
    }

    private <T extends @Nullable Object> T write(Supplier<T> action) {
        long stamp = content.writeLock();
        try {
            requireOpen();
            return action.get();
        } finally {
            content.unlockWrite(stamp);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }
}
