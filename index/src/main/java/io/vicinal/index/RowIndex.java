package io.vicinal.index;

import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;

/**
 * What an engine knows of the rows of a {@link io.vicinal.storage.VectorFile} that somebody else appends to. A row's id is its number. Rows are
 * never changed and never taken away: which of them may be found, each query says by its filter.
 *
 * <p>Rows count once they are {@linkplain #connect connected}. Those behind are for the caller to compare. An engine may connect nothing, as
 * {@code flat} does: then all rows are.
 *
 * <p>Any number of threads may search, also while another connects or saves, and while rows are appended to the file. Connecting, saving and closing
 * wait for each other.
 */
public interface RowIndex extends AutoCloseable {
    /**
     * Returns the number of rows that searches find.
     *
     * @return rows below this one are connected; it only ever grows, and stays 0 where an engine connects nothing
     */
    int connected();

    /**
     * Connects the rows from {@link #connected} on, some thousands at a time, on as many threads as the index was made for. Searches go on
     * meanwhile, and find what has been connected so far.
     *
     * @param end the row after the last one to connect; at most the rows in the file
     * @throws java.util.concurrent.CancellationException if this thread is interrupted, which it then still is; what has been connected by
     *     then counts, and a second call connects the rest
     * @throws IllegalArgumentException if the file has fewer rows
     * @throws IllegalStateException if the index is closed, or an earlier call failed other than by an interrupt: then no more rows can be connected,
     *     and nothing saved, but what was connected before can still be searched
     */
    void connect(int end);

    /**
     * Finds the nearest neighbours of a vector among the rows that are connected now.
     *
     * @param query what to look for; its ids are rows
     * @return up to {@code query.k()} hits, best first
     * @throws IllegalArgumentException if the query's vector is refused
     * @throws IllegalStateException if the index is closed
     */
    default Hits search(Query query) {
        return search(query, connected());
    }

    /**
     * Finds the nearest neighbours of a vector among the first rows: so a caller who asks for {@link #connected} once, and compares the rows
     * from there on, sees each row once whatever is connected meanwhile. It is fastest while {@code end} is the number of rows connected.
     *
     * @param query what to look for; its ids are rows
     * @param end the row after the last one to find, at most {@link #connected}
     * @return up to {@code query.k()} hits, best first
     * @throws IllegalArgumentException if the query's vector is refused, or not as many rows are connected
     * @throws IllegalStateException if the index is closed
     */
    Hits search(Query query, int end);

    /**
     * Writes what is known of the connected rows, without the rows themselves.
     *
     * @param snapshot where to; sections are added to it, {@code rows.index} and those of a graph that docs/FORMAT.md lists
     * @throws IOException if the disk refuses
     * @throws IllegalStateException if the index is closed, or connecting has failed
     */
    void save(SnapshotWriter snapshot) throws IOException;

    /**
     * Returns the memory taken outside the heap and outside of files.
     *
     * @return bytes; none for what lies in a snapshot
     */
    long offHeapBytes();

    /** Waits for searches, for connecting and saving, and frees memory. The file of the rows and the snapshot stay the caller's. */
    @Override
    void close();
}
