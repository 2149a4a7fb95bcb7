package io.vicinal.index.rows;

import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an index, by ordinal, and the ids they go by.
 *
 * <p>Rows lie in one of three places: a temporary file of the index's own, a saved snapshot, or memory of the caller's. Only the
 * first can change; the others are copied there before the first change. A removed row stays, dead, until its place is given to
 * the next row added. Engines whose graphs still lead over dead rows {@linkplain #retire retire} them instead, and they keep
 * their places until all are {@linkplain #recycle recycled}.
 *
 * <p>Reading is safe from several threads as long as nothing changes; while something does, engines keep all others out.
 */
public final class IdRows implements AutoCloseable {
    /** What {@link #ordinal} returns for an id that is not there. */
    public static final int NONE = IdMap.NONE;

    /** Large enough for few writes, small enough for the heap at any dimension. */
    private static final int COPIED_AT_ONCE = 128;

    private final IndexSpec spec;
    private final BitSet dead = new BitSet();

    /** Those dead whose places can be given away. */
    private final BitSet free = new BitSet();

    private RowSource source;
    private VectorRows rows;
    private int live;
    private int freeCount;

    /** The id of each ordinal; null while every row's id is its ordinal. */
    private long @Nullable [] ids;

    /** The other way round. Made when first needed, perhaps by two readers at once, since a search has no use for it. */
    private volatile @Nullable IdMap ordinals;

    private IdRows(IndexSpec spec, RowSource source, long @Nullable [] ids) {
        this.spec = spec;
        this.source = source;
        this.rows = source.rows();
        this.live = rows.count();
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
        return new IdRows(spec, new RowSource.Own(newFile(spec)), new long[0]);
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
        return new IdRows(spec, RowSource.Outside.check(rows, spec.metric()), null);
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
        return new IdRows(spec, SavedRows.source(header, snapshot), SavedRows.ids(header, snapshot));
    }

    private static VectorFile newFile(IndexSpec spec) throws IOException {
        return VectorFile.temporary(spec.directory(), spec.dimension(), spec.metric());
    }

    /**
     * Returns the number of ordinals.
     *
     * @return rows, dead ones included
     */
    public int count() {
        return rows.count();
    }

    /**
     * Returns the number of rows that can be found.
     *
     * @return rows that are not dead
     */
    public int size() {
        return live;
    }

    /**
     * Returns the rows.
     *
     * @return a view, valid until the next change
     */
    public VectorRows rows() {
        return rows;
    }

    /**
     * Returns what to multiply dot products with, where the metric is cosine and the rows have any length.
     *
     * @return one divided by the norm of each row; null where dot products need nothing
     */
    public float @Nullable [] inverseNorms() {
        return source.inverseNorms();
    }

    /**
     * Tells whether a row can be found.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return false if it was removed
     */
    public boolean live(int ordinal) {
        return !dead.get(ordinal);
    }

    /**
     * Returns the id of a row.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its id; the last one it had, if it is dead
     */
    public long id(int ordinal) {
        return ids == null ? ordinal : ids[ordinal];
    }

    /**
     * Returns the row of an id.
     *
     * @param id any number
     * @return its ordinal, or {@link #NONE}
     */
    public int ordinal(long id) {
        if (ids == null) {
            return id >= 0 && id < count() && live((int) id) ? (int) id : NONE;
        }
        return ordinals().get(id);
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
        VectorFile file = own();
        int dimension = spec.dimension();
        int[] placed = new int[vectors.length / dimension];
        int reused = Math.min(placed.length, freeCount);
        try {
            int next = -1;
            for (int i = 0; i < reused; i++) {
                next = free.nextSetBit(next + 1);
                file.replace(next, Arrays.copyOfRange(vectors, i * dimension, (i + 1) * dimension));
                placed[i] = next;
            }
            int first = file.appendAll(
                    reused == 0 ? vectors : Arrays.copyOfRange(vectors, reused * dimension, vectors.length));
            for (int i = reused; i < placed.length; i++) {
                placed[i] = first + i - reused;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int ordinal : placed) {
            free.clear(ordinal);
            dead.set(ordinal);
        }
        freeCount -= reused;
        rows = file.rows();
        return placed;
    }

    /**
     * Checks a vector before anything is copied, and without telling the caller an ordinal.
     *
     * @param vector a vector
     * @throws IllegalArgumentException if it is refused
     */
    public void check(float[] vector) {
        VectorCheck.norm(vector, spec.dimension(), spec.metric(), "vector");
    }

    /**
     * Checks vectors before anything is copied.
     *
     * @param vectors whole vectors, one after the other
     * @throws IllegalArgumentException if one of them is refused; the message gives its position
     */
    public void checkAll(float[] vectors) {
        float[] vector = new float[spec.dimension()];
        for (int i = 0; i < vectors.length / vector.length; i++) {
            System.arraycopy(vectors, i * vector.length, vector, 0, vector.length);
            VectorCheck.norm(vector, spec.dimension(), spec.metric(), i);
        }
    }

    /**
     * Checks ids.
     *
     * @param newIds ids that should not be there yet, each once
     * @throws IllegalArgumentException if one is there already or twice among the new; the message gives the position
     */
    public void requireNew(long[] newIds) {
        IdMap seen = new IdMap(newIds.length);
        for (int i = 0; i < newIds.length; i++) {
            if (ordinal(newIds[i]) != NONE) {
                throw new IllegalArgumentException(
                        "id %d at position %d is in the index already".formatted(newIds[i], i));
            }
            if (seen.get(newIds[i]) != NONE) {
                throw new IllegalArgumentException("id %d is at position %d and again at position %d"
                        .formatted(newIds[i], seen.get(newIds[i]), i));
            }
            seen.put(newIds[i], i);
        }
    }

    /**
     * Gives a row just placed its id, with which it comes to life.
     *
     * @param ordinal a row that {@link #place} wrote
     * @param id an id that is not there yet
     */
    public void name(int ordinal, long id) {
        long[] named = ids();
        if (ordinal >= named.length) {
            long capacity = Math.min(Integer.MAX_VALUE - 8L, Math.max(16, ordinal + 1L + ordinal / 2));
            named = Arrays.copyOf(named, (int) capacity);
            ids = named;
        }
        ordinals().put(id, ordinal);
        named[ordinal] = id;
        dead.clear(ordinal);
        live++;
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
        check(vector);
        try {
            own().replace(ordinal, vector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            free.set(ordinal);
            freeCount++;
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
        int ordinal = ordinal(id);
        if (ordinal != NONE) {
            dead.set(ordinal);
            live--;
            if (ids != null) {
                ordinals().remove(id);
            }
        }
        return ordinal;
    }

    /** Gives the places of all dead rows to those that are added from now on. */
    public void recycle() {
        free.or(dead);
        freeCount = count() - live;
    }

    /**
     * Returns the number of dead rows that keep their places.
     *
     * @return those retired since the last {@link #recycle}, and those placed and not named
     */
    public int retired() {
        return count() - live - freeCount;
    }

    /**
     * Finds the next row that is not dead.
     *
     * @param from an ordinal, from 0 to {@code count()}
     * @return the first live ordinal from there on; {@code count()} or more if there is none
     */
    public int nextLive(int from) {
        return dead.nextClearBit(from);
    }

    /** Returns the norm that a row came with; under cosine only. */
    float norm(int ordinal) {
        return source.norm(ordinal);
    }

    /**
     * Copies a row as it is searched: under cosine at length 1, otherwise as it came.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @param destination receives its components from its beginning
     */
    public void copy(int ordinal, float[] destination) {
        rows.copy(ordinal, destination);
        if (source instanceof RowSource.Outside && spec.metric() == Metric.COSINE) {
            VectorCheck.normalise(destination, source.norm(ordinal), destination, 0);
        }
    }

    /**
     * Returns a vector as it came.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its components, the caller's own
     */
    public float[] vector(int ordinal) {
        float[] vector = new float[spec.dimension()];
        rows.copy(ordinal, vector);
        if (spec.metric() == Metric.COSINE && !(source instanceof RowSource.Outside)) {
            float norm = source.norm(ordinal);
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= norm;
            }
        }
        return vector;
    }

    /**
     * Returns the mapped memory.
     *
     * @return bytes
     */
    public long mappedBytes() {
        return source.mappedBytes();
    }

    /**
     * Returns the memory on the heap.
     *
     * @return bytes, about
     */
    public long heapBytes() {
        float[] inverses = source.inverseNorms();
        IdMap known = ordinals;
        return (dead.size() + free.size()) / Byte.SIZE
                + (ids == null ? 0 : (long) ids.length * Long.BYTES)
                + (known == null ? 0 : known.heapBytes())
                + (inverses == null ? 0 : (long) inverses.length * Float.BYTES);
    }

    /** Frees the rows. */
    @Override
    public void close() {
        source.close();
    }

    /**
     * The file that rows can be written to: where they lie elsewhere, they are copied there first, at the same ordinals. The map
     * of the ids is made before, while every row has one.
     */
    private VectorFile own() {
        ordinals();
        if (source instanceof RowSource.Own own) {
            return own.file();
        }
        VectorFile file = copy();
        source.close();
        source = new RowSource.Own(file);
        rows = file.rows();
        return file;
    }

    private VectorFile copy() {
        try {
            VectorFile file = newFile(spec);
            try {
                for (int first = 0; first < count(); first += COPIED_AT_ONCE) {
                    file.appendAll(vectors(first, Math.min(count(), first + COPIED_AT_ONCE)));
                }
                return file;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[] vectors(int from, int to) {
        int dimension = spec.dimension();
        float[] vectors = new float[(to - from) * dimension];
        for (int i = from; i < to; i++) {
            System.arraycopy(vector(i), 0, vectors, (i - from) * dimension, dimension);
        }
        return vectors;
    }

    private long[] ids() {
        if (ids == null) {
            ids = new long[count()];
            Arrays.setAll(ids, i -> i);
        }
        return ids;
    }

    private IdMap ordinals() {
        IdMap known = ordinals;
        return known == null ? mapIds() : known;
    }

    private synchronized IdMap mapIds() {
        IdMap map = ordinals;
        if (map == null) {
            long[] named = ids();
            map = new IdMap(size());
            for (int i = nextLive(0); i < count(); i = nextLive(i + 1)) {
                map.put(named[i], i);
            }
            ordinals = map;
        }
        return map;
    }
}
