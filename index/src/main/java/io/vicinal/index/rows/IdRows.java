package io.vicinal.index.rows;

import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an index, by ordinal, and the ids they go by.
 *
 * <p>A removed row stays, dead, until its place is given to the next row added. Engines whose graphs still lead over dead rows
 * {@linkplain #retire retire} them instead, and they keep their places until all are {@linkplain #recycle recycled}.
 *
 * <p>Reading is safe from several threads as long as nothing changes; while something does, engines keep all others out.
 */
public final class IdRows implements AutoCloseable {
    /** What {@link #ordinal} returns for an id that is not there. */
    public static final int NONE = IdMap.NONE;

    private final IndexSpec spec;
    private final RowStore store;
    private final RowIds ids;
    private final FreePlaces free = new FreePlaces();

    private IdRows(IndexSpec spec, RowStore store, RowIds ids) {
        this.spec = spec;
        this.store = store;
        this.ids = ids;
    }

    /**
     * Starts without rows.
     *
     * @param spec what the rows are to be
     * @return no rows yet
     * @throws IOException if the temporary file can't be made
     */
    public static IdRows create(IndexSpec spec) throws IOException {
        return new IdRows(spec, RowStore.create(spec), RowIds.of(new long[0]));
    }

    /**
     * Takes rows that lie elsewhere, with their numbers as ids.
     *
     * @param spec what the rows are
     * @param rows the rows
     * @return these rows
     * @throws IllegalArgumentException if one of them is refused
     */
    public static IdRows over(IndexSpec spec, VectorRows rows) {
        return new IdRows(spec, RowStore.over(spec, rows), RowIds.counted(rows.count()));
    }

    /**
     * Takes the rows of a snapshot, which {@link #close} then closes.
     *
     * @param spec what the rows are
     * @param header what the snapshot says of them
     * @param snapshot the snapshot
     * @return these rows
     * @throws io.vicinal.storage.CorruptFileException if the sections don't fit the header
     */
    public static IdRows open(IndexSpec spec, IndexFile header, Snapshot snapshot) {
        return new IdRows(spec, RowStore.open(spec, header, snapshot), RowIds.of(SavedRows.ids(header, snapshot)));
    }

    /**
     * Returns the number of ordinals.
     *
     * @return rows, dead ones included
     */
    public int count() {
        return store.count();
    }

    /**
     * Returns the number of rows that can be found.
     *
     * @return rows that are not dead
     */
    public int size() {
        return ids.size();
    }

    /**
     * Returns the rows.
     *
     * @return a view, valid until the next change
     */
    public VectorRows rows() {
        return store.rows();
    }

    /**
     * Returns what to multiply dot products with, where the metric is cosine and the rows have any length.
     *
     * @return one divided by the norm of each row; null where dot products need nothing
     */
    public float @Nullable [] inverseNorms() {
        return store.inverseNorms();
    }

    /**
     * Tells whether a row can be found.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return false if it was removed
     */
    public boolean live(int ordinal) {
        return ids.live(ordinal);
    }

    /**
     * Returns the id of a row.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its id; the last one it had, if it is dead
     */
    public long id(int ordinal) {
        return ids.id(ordinal);
    }

    /**
     * Returns the row of an id.
     *
     * @param id any number
     * @return its ordinal, or {@link #NONE}
     */
    public int ordinal(long id) {
        return ids.ordinal(id);
    }

    /**
     * Adds a row.
     *
     * @param id an id that is not there yet
     * @param vector its vector, copied
     * @return its ordinal: that of a removed row, if there is one
     * @throws IllegalArgumentException if the vector is refused
     * @throws UncheckedIOException if it can't be written; nothing is added
     */
    public int add(long id, float[] vector) {
        check(vector);
        int ordinal = place(vector)[0];
        name(ordinal, id);
        return ordinal;
    }

    /**
     * Adds rows, all or none of them.
     *
     * @param newIds ids that are not there yet, each once
     * @param vectors their vectors, one after the other, copied
     * @return the ordinal of each: those of removed rows, while there are such
     * @throws IllegalArgumentException if an id is there already or twice among the new, or a vector is refused
     * @throws UncheckedIOException if they can't be written; nothing is added
     */
    public int[] addAll(long[] newIds, float[] vectors) {
        requireNew(newIds);
        checkAll(vectors);
        int[] added = place(vectors);
        for (int i = 0; i < added.length; i++) {
            name(added[i], newIds[i]);
        }
        return added;
    }

    /**
     * Writes rows that are dead until each is {@linkplain #name named}; the views of the rows show them.
     *
     * @param vectors whole vectors that were {@linkplain #checkAll checked}, one after the other, copied
     * @return the ordinal of each: those of removed rows, while there are such
     * @throws UncheckedIOException if they can't be written
     */
    public int[] place(float[] vectors) {
        ids.prepare();
        int dimension = spec.dimension();
        int[] reused = free.lowest(vectors.length / dimension);
        int[] placed = Arrays.copyOf(reused, vectors.length / dimension);
        for (int i = 0; i < reused.length; i++) {
            store.replace(reused[i], Arrays.copyOfRange(vectors, i * dimension, (i + 1) * dimension));
        }
        int first = store.append(
                reused.length == 0 ? vectors : Arrays.copyOfRange(vectors, reused.length * dimension, vectors.length));
        store.closeFormer();
        for (int i = reused.length; i < placed.length; i++) {
            placed[i] = first + i - reused.length;
        }
        for (int ordinal : placed) {
            ids.bury(ordinal);
        }
        free.take(reused);
        return placed;
    }

    /**
     * Checks a vector before anything is copied, and without telling the caller an ordinal.
     *
     * @param vector a vector
     * @throws IllegalArgumentException if it is refused
     */
    public void check(float[] vector) {
        store.check(vector);
    }

    /**
     * Checks vectors before anything is copied.
     *
     * @param vectors whole vectors, one after the other
     * @throws IllegalArgumentException if one of them is refused; the message gives its position
     */
    public void checkAll(float[] vectors) {
        store.checkAll(vectors);
    }

    /**
     * Checks ids.
     *
     * @param newIds ids that should not be there yet, each once
     * @throws IllegalArgumentException if one is there already or twice among the new; the message gives the position
     */
    public void requireNew(long[] newIds) {
        ids.requireNew(newIds);
    }

    /**
     * Gives a row just placed its id, with which it comes to life.
     *
     * @param ordinal a row that {@link #place} wrote
     * @param id an id that is not there yet
     */
    public void name(int ordinal, long id) {
        ids.name(ordinal, id);
    }

    /**
     * Gives a row another vector.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @param vector the new vector, copied
     * @throws IllegalArgumentException if the vector is refused
     * @throws UncheckedIOException if it can't be written
     */
    public void replace(int ordinal, float[] vector) {
        store.replace(ordinal, vector);
        store.closeFormer();
    }

    /**
     * Removes a row, whose place is given to the next one added.
     *
     * @param id its id
     * @return the ordinal it had, or {@link #NONE}
     */
    public int remove(long id) {
        int ordinal = retire(id);
        if (ordinal != NONE) {
            free.add(ordinal);
        }
        return ordinal;
    }

    /**
     * Removes a row, which keeps its place and can still be compared with others.
     *
     * @param id its id
     * @return the ordinal it has, or {@link #NONE}
     */
    public int retire(long id) {
        return ids.remove(id);
    }

    /** Gives the places of all dead rows to those that are added from now on. */
    public void recycle() {
        free.addAll(ids.dead());
    }

    /**
     * Returns the number of dead rows that keep their places.
     *
     * @return those retired since the last {@link #recycle}, and those placed and not named
     */
    public int retired() {
        return count() - size() - free.count();
    }

    /**
     * Finds the next row that is not dead.
     *
     * @param from an ordinal, from 0 to {@code count()}
     * @return the first live ordinal from there on; {@code count()} or more if there is none
     */
    public int nextLive(int from) {
        return ids.nextLive(from);
    }

    /** Returns the rows without their ids. */
    RowStore store() {
        return store;
    }

    /** Returns the norm that a row came with; under cosine only. */
    float norm(int ordinal) {
        return store.norm(ordinal);
    }

    /**
     * Copies a row as it is searched: under cosine at length 1, otherwise as it came.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @param destination receives its components from its beginning
     */
    public void copy(int ordinal, float[] destination) {
        store.copy(ordinal, destination);
    }

    /**
     * Returns a vector as it came.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its components, the caller's own
     */
    public float[] vector(int ordinal) {
        return store.vector(ordinal);
    }

    /**
     * Returns the mapped memory.
     *
     * @return bytes
     */
    public long mappedBytes() {
        return store.mappedBytes();
    }

    /**
     * Returns the mapped memory of the rows themselves, and of nothing beside them.
     *
     * @return bytes
     */
    public long rowBytes() {
        return store.rowBytes();
    }

    /**
     * Returns the memory on the heap.
     *
     * @return bytes, about
     */
    public long heapBytes() {
        return free.heapBytes() + ids.heapBytes() + store.heapBytes();
    }

    /** Frees the rows. */
    @Override
    public void close() {
        store.close();
    }
}
