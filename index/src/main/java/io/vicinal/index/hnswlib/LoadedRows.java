package io.vicinal.index.hnswlib;

import io.vicinal.index.rows.IdRows;

/**
 * The rows that a thread which builds a graph has on the heap: the one that it is connecting, and the last one that two rows were
 * compared by. While neighbours are chosen, the library compares one row with a number of others and then goes on to the next.
 */
final class LoadedRows {
    private static final ThreadLocal<LoadedRows> OF_THREAD = ThreadLocal.withInitial(LoadedRows::new);
    private static final int NONE = -1;

    private long owner;
    private int connected = NONE;
    private int last = NONE;
    private float[] connectedRow = new float[0];
    private float[] lastRow = connectedRow;

    private LoadedRows() {}

    /** Returns those of this thread; none if it built another graph before. */
    static LoadedRows ofThread(long owner, int dimension) {
        LoadedRows loaded = OF_THREAD.get();
        if (loaded.owner != owner) {
            loaded.owner = owner;
            loaded.connected = NONE;
            loaded.last = NONE;
            loaded.connectedRow = new float[dimension];
            loaded.lastRow = new float[dimension];
        }
        return loaded;
    }

    /** Copies the row that this thread is about to connect. */
    void connect(int ordinal, IdRows rows) {
        rows.copy(ordinal, connectedRow);
        connected = ordinal;
    }

    /** Tells whether a row need not be copied first. */
    boolean has(int ordinal) {
        return ordinal == connected || ordinal == last;
    }

    /** Returns a row, copied unless it has been. */
    float[] load(int ordinal, IdRows rows) {
        if (ordinal == connected) {
            return connectedRow;
        }
        if (ordinal != last) {
            rows.copy(ordinal, lastRow);
            last = ordinal;
        }
        return lastRow;
    }
}
