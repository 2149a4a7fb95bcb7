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
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an index, by ordinal. Of ids, and of rows that nobody should find, it knows nothing.
 *
 * <p>Rows lie in one of four places: a temporary file of the index's own, a saved snapshot, memory of the caller's, or a file of the caller's
 * that grows. Only the first can change; the second and the third are copied there before the first change.
 *
 * <p>Reading is safe from several threads, also while another appends or copies: a {@link #view} shows the rows there were when it
 * was taken, and stays valid until {@link #close}. Changes are for one thread at a time. Nobody may read a row that is being
 * {@linkplain #replace replaced}, nor any while the store is closed.
 */
public final class RowStore implements AutoCloseable {
    /** Large enough for few writes, small enough for the heap at any dimension. */
    private static final int COPIED_AT_ONCE = 128;

    private final IndexSpec spec;
    private volatile RowSource source;

    /** Set after the source, so that whoever sees rows of length 1 also finds their norms there. */
    private volatile RowView view;

    /** The snapshot where the rows lay before, which older views still lead to. */
    private volatile @Nullable RowSource former;

    private RowStore(IndexSpec spec, RowSource source) {
        this.spec = spec;
        this.source = source;
        this.view = view(source);
    }

    /**
     * Starts without rows.
     *
     * @param spec what the rows are to be
     * @return no rows yet
     * @throws IOException if the temporary file can't be made
     */
    public static RowStore create(IndexSpec spec) throws IOException {
        return new RowStore(spec, new RowSource.Own(newFile(spec)));
    }

    /**
     * Takes rows that lie elsewhere.
     *
     * @param spec what the rows are
     * @param rows the rows; their memory must stay as it is until the store is closed
     * @return these rows
     * @throws IllegalArgumentException if one of them is refused
     */
    public static RowStore over(IndexSpec spec, VectorRows rows) {
        return new RowStore(spec, RowSource.Outside.check(rows, spec.metric()));
    }

    /**
     * Takes the rows of a file that somebody else appends to, and that is not closed here. At first none of them is shown.
     *
     * @param spec what the rows are
     * @param file the file, open until the store is closed
     * @return rows that are {@linkplain #show shown} by and by, and never changed here
     */
    public static RowStore attach(IndexSpec spec, VectorFile file) {
        return new RowStore(spec, new RowSource.Attached(file));
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
    public static RowStore open(IndexSpec spec, IndexFile header, Snapshot snapshot) {
        return new RowStore(spec, SavedRows.source(header, snapshot));
    }

    /**
     * Takes the rows of a snapshot without verifying them all: who reads rows through a {@link #view} has it {@linkplain
     * RowView#verify verify} them first.
     *
     * @param spec what the rows are
     * @param header what the snapshot says of them
     * @param snapshot the snapshot, which {@link #close} closes
     * @return these rows
     * @throws io.vicinal.storage.CorruptFileException if the sections don't fit the header
     */
    public static RowStore openUnverified(IndexSpec spec, IndexFile header, Snapshot snapshot) {
        return new RowStore(spec, SavedRows.unverified(header, snapshot));
    }

    private static VectorFile newFile(IndexSpec spec) throws IOException {
        return VectorFile.temporary(spec.directory(), spec.dimension(), spec.metric());
    }

    private static RowView view(RowSource source) {
        return new RowView(source);
    }

    /**
     * Returns the number of ordinals.
     *
     * @return rows appended so far
     */
    public int count() {
        return view.rows().count();
    }

    /**
     * Returns the rows together with what their dot products have to be multiplied with.
     *
     * @return the rows appended so far
     */
    public RowView view() {
        return view;
    }

    /**
     * Returns the rows alone. A reader that also needs {@link #inverseNorms} while others may change something takes both from one
     * {@link #view}.
     *
     * @return the rows appended so far
     */
    public VectorRows rows() {
        return view.rows();
    }

    /**
     * Returns what to multiply dot products with, where the metric is cosine and the rows have any length.
     *
     * @return one divided by the norm of each row, not to be changed; null where dot products need nothing
     */
    public float @Nullable [] inverseNorms() {
        return view.inverseNorms();
    }

    /**
     * Returns the norm that a row came with; under cosine only.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its Euclidean length
     */
    public float norm(int ordinal) {
        return source.norm(ordinal);
    }

    /**
     * Copies a row as it is searched: under cosine at length 1, otherwise as it came.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @param destination receives its components from its beginning
     */
    public void copy(int ordinal, float[] destination) {
        RowView current = view;
        float[] inverseNorms = current.inverseNorms();
        current.verify(ordinal);
        current.rows().copy(ordinal, destination);
        if (inverseNorms != null) {
            VectorCheck.normalise(destination, 1 / inverseNorms[ordinal], destination, 0);
        }
    }

    /**
     * Returns a vector as it came, to one part in a million.
     *
     * @param ordinal from 0 to {@code count() - 1}
     * @return its components, the caller's own
     */
    public float[] vector(int ordinal) {
        RowView current = view;
        float[] vector = new float[spec.dimension()];
        current.verify(ordinal);
        current.rows().copy(ordinal, vector);
        if (spec.metric() == Metric.COSINE && current.inverseNorms() == null) {
            float norm = norm(ordinal);
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= norm;
            }
        }
        return vector;
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
     * Appends rows, all or none of them; views taken from now on show them.
     *
     * @param vectors whole vectors that were {@linkplain #checkAll checked}, one after the other, copied
     * @return the ordinal of the first
     * @throws UncheckedIOException if they can't be written; nothing is appended
     */
    public int append(float[] vectors) {
        VectorFile file = own();
        try {
            int first = file.appendAll(vectors);
            view = view(source);
            return first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives a row another vector, which all views taken of the store's own file show.
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
     * Copies rows that lie elsewhere into a file of the store's own, at the same ordinals; does nothing if they lie there already.
     *
     * @throws UncheckedIOException if they can't be written; they stay where they are
     */
    public void makeOwn() {
        own();
    }

    /**
     * Shows more rows of an attached file: views taken from now on show them.
     *
     * @param count how many are shown then; there must be as many in the file
     */
    public void show(int count) {
        if (!(source instanceof RowSource.Attached attached)) {
            throw new IllegalStateException("only rows of an attached file are shown by and by");
        }
        attached.show(count);
        view = view(attached);
    }

    private VectorFile own() {
        RowSource current = source;
        if (current instanceof RowSource.Attached) {
            throw new IllegalStateException("rows of an attached file are not changed here");
        }
        if (current instanceof RowSource.Own own) {
            return own.file();
        }
        VectorFile file = copyToFile();
        // Memory of the caller's is not ours to keep or to close.
        former = current instanceof RowSource.Saved ? current : null;
        source = new RowSource.Own(file);
        view = view(source);
        return file;
    }

    private VectorFile copyToFile() {
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

    /**
     * Returns the mapped memory.
     *
     * @return bytes; with those of a snapshot whose rows were copied, while it is open
     */
    public long mappedBytes() {
        RowSource copied = former;
        return source.mappedBytes() + (copied == null ? 0 : copied.mappedBytes());
    }

    /**
     * Returns the mapped memory of the rows themselves, and of nothing beside them.
     *
     * @return bytes; with all those of a snapshot whose rows were copied, while it is open
     */
    public long rowBytes() {
        RowSource copied = former;
        return source.rowBytes() + (copied == null ? 0 : copied.mappedBytes());
    }

    /**
     * Returns the memory on the heap.
     *
     * @return bytes, about
     */
    public long heapBytes() {
        float[] inverseNorms = inverseNorms();
        return inverseNorms == null ? 0 : (long) inverseNorms.length * Float.BYTES;
    }

    /** Frees the snapshot whose rows were copied, once nobody reads there any more. */
    void closeFormer() {
        RowSource copied = former;
        if (copied != null) {
            former = null;
            copied.close();
        }
    }

    /** Frees the rows; views become invalid. */
    @Override
    public void close() {
        try {
            closeFormer();
        } finally {
            source.close();
        }
    }
}
