package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorFileOpening.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of float vectors that grows at its end and is searched where it lies: its rows are mapped, never loaded.
 *
 * <p>Vectors are written to the file and come out through the mapping. A full disk is therefore an {@link IOException} and not
 * a fault in the middle of a search. When the file outgrows its mapping it is mapped again as a whole, so that all rows lie in
 * one segment; views that were handed out stay valid until the file is closed.
 *
 * <p>Under {@link Metric#COSINE} rows are kept at length 1, so that searching needs only dot products; the norm is kept beside
 * them. Each row and its norm have a CRC32C, verified when the file is opened. What was appended is certain to be found again only after
 * {@link #flush} or {@link #close}.
 *
 * <p>A file knows the number of its rows, or it is left to somebody who keeps that elsewhere: see {@link #createCounted}.
 *
 * <p>Reading is safe from several threads. Appending, replacing, flushing and closing are for one thread at a time; {@link #rows}
 * gives the rows appended before it was called. Only one process can append.
 */
public final class VectorFile implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path file;
    private final VectorChannel access;
    private final Kind kind;
    private final RowLayout layout;
    private final Metric metric;
    private final RowMapping mapping;
    private final @Nullable RowWriter writer;
    private final RowVerification verification;
    private volatile VectorRows rows;

    private VectorFile(VectorFileOpening opening) throws IOException {
        this.file = opening.file();
        this.access = opening.access();
        this.kind = opening.kind();
        this.layout = opening.header().layout();
        this.metric = opening.header().metric();
        RandomAccessFile out = access.writer();
        this.writer = out == null ? null : new RowWriter(out, layout, metric, BUFFER_BYTES);
        this.mapping = new RowMapping(file, access, layout, opening.count());
        this.rows = mapping.view(opening.count());
        this.verification = new RowVerification(file, layout, this::rows, kind == Kind.COUNTED ? opening.count() : 0);
    }

    /**
     * Creates an empty file.
     *
     * @param file where; nothing may be there yet
     * @param dimension floats in each vector, 1 to 65,536
     * @param metric how the vectors will be compared
     * @return the file, open for appending
     * @throws IOException if there is such a file already, or it can't be written
     */
    public static VectorFile create(Path file, int dimension, Metric metric) throws IOException {
        return VectorFileOpening.create(file, dimension, metric, Kind.OWN_COUNT, VectorFile::new);
    }

    /**
     * Creates an empty file for somebody who keeps the number of its rows elsewhere, such as in a journal. Its header is never
     * written again, and the file can only be opened with that number: by {@link #openCounted} and {@link #openCountedForAppend}.
     *
     * @param file where; nothing may be there yet
     * @param dimension floats in each vector, 1 to 65,536
     * @param metric how the vectors will be compared
     * @return the file, open for appending
     * @throws IOException if there is such a file already, or it can't be written
     */
    public static VectorFile createCounted(Path file, int dimension, Metric metric) throws IOException {
        return VectorFileOpening.create(file, dimension, metric, Kind.COUNTED, VectorFile::new);
    }

    /**
     * Creates an empty file that is gone when it is closed, or when the process ends.
     *
     * @param directory where it takes its space
     * @param dimension floats in each vector, 1 to 65,536
     * @param metric how the vectors will be compared
     * @return the file, open for appending
     * @throws IOException if it can't be written
     */
    public static VectorFile temporary(Path directory, int dimension, Metric metric) throws IOException {
        return VectorFileOpening.temporary(directory, dimension, metric, VectorFile::new);
    }

    /**
     * Opens a file for reading. Every row is read once and its checksum verified.
     *
     * @param file a vector file
     * @return the file; appending to it fails
     * @throws IOException if it can't be read
     * @throws CorruptFileException if it is damaged, or no vector file
     * @throws IllegalArgumentException if it is a directory or a pipe
     */
    public static VectorFile open(Path file) throws IOException {
        return VectorFileOpening.open(file, VectorChannel.read(file), VectorFile::new);
    }

    /**
     * Opens a file for reading and appending. Every row is read once and its checksum verified. What stands after the rows of the
     * last flush, left by a writer that was killed, is cut off.
     *
     * @param file a vector file
     * @return the file
     * @throws IOException if it can't be read and written, or another process has it open for appending
     * @throws CorruptFileException if it is damaged, or no vector file
     * @throws IllegalArgumentException if it is a directory or a pipe
     */
    public static VectorFile openForAppend(Path file) throws IOException {
        return VectorFileOpening.open(file, VectorChannel.append(file), VectorFile::new);
    }

    /**
     * Opens a file for reading whose number of rows is known from elsewhere. Rows are not verified; see {@link RowVerification#intact}.
     *
     * @param file a vector file
     * @param count how many rows it has, whatever it says itself
     * @return the file; appending to it fails
     * @throws IOException if it can't be read
     * @throws CorruptFileException if it is no vector file, or has fewer rows
     * @throws IllegalArgumentException if it is a directory or a pipe, or the count is negative
     */
    public static VectorFile openCounted(Path file, int count) throws IOException {
        return VectorFileOpening.openCounted(file, VectorChannel.read(file), count, VectorFile::new);
    }

    /**
     * Opens a file for reading and appending whose number of rows is known from elsewhere. Rows are not verified; see {@link RowVerification#intact}.
     * What stands after them is cut off. Its header is not written.
     *
     * @param file a vector file
     * @param count how many rows it has, whatever it says itself
     * @return the file
     * @throws IOException if it can't be read and written, or another process has it open for appending
     * @throws CorruptFileException if it is no vector file, or has fewer rows
     */
    public static VectorFile openCountedForAppend(Path file, int count) throws IOException {
        return VectorFileOpening.openCounted(file, VectorChannel.append(file), count, VectorFile::new);
    }

    /**
     * Returns the file.
     *
     * @return its path, as given; that of a temporary file need not lead anywhere
     */
    public Path file() {
        return file;
    }

    /**
     * Returns the length of each vector.
     *
     * @return floats in a vector
     */
    public int dimension() {
        return layout.dimension();
    }

    /**
     * Returns how the vectors are compared.
     *
     * @return the metric given when the file was created
     */
    public Metric metric() {
        return metric;
    }

    /**
     * Returns the number of rows.
     *
     * @return rows appended so far
     */
    public int count() {
        return rows.count();
    }

    /**
     * Returns the rows as they are searched: under {@link Metric#COSINE} at length 1, otherwise as they came.
     *
     * @return a view of the rows appended so far, valid until this file is closed
     */
    public VectorRows rows() {
        return rows;
    }

    /**
     * Returns the space that the file takes in memory maps, whether or not it is in memory.
     *
     * @return bytes
     */
    public long mappedBytes() {
        return rows.segment().byteSize();
    }

    /**
     * Returns how long the file is with so many rows, once it is closed: while it is open for appending, space is taken ahead.
     *
     * @param rows how many
     * @return bytes
     */
    public long fileBytes(int rows) {
        return layout.fileBytes(rows);
    }

    /**
     * Returns the norm that a vector came with.
     *
     * @param row the row, from 0 to {@code count() - 1}
     * @return its Euclidean length
     */
    public float norm(int row) {
        VectorRows current = rows;
        return current.segment().get(FLOAT, layout.entryOffset(Objects.checkIndex(row, current.count())));
    }

    /**
     * Returns a vector as it came, to one part in a million.
     *
     * @param row the row, from 0 to {@code count() - 1}
     * @return {@code dimension()} floats, the caller's own
     */
    public float[] vector(int row) {
        float[] vector = new float[dimension()];
        rows.copy(row, vector);
        if (metric == Metric.COSINE) {
            float norm = norm(row);
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= norm;
            }
        }
        return vector;
    }

    /**
     * Appends a vector.
     *
     * @param vector {@code dimension()} floats
     * @return its row
     * @throws IllegalArgumentException if it is not as {@link VectorCheck} demands; nothing is written
     * @throws IOException if it can't be written; the file is as before
     */
    public int append(float[] vector) throws IOException {
        int row = count();
        mapping.reserve(row + 1L, writer()).put(row, vector, row);
        return finish(row + 1L);
    }

    /**
     * Appends vectors, all or none of them.
     *
     * @param vectors whole vectors, one after the other
     * @return the row of the first
     * @throws IllegalArgumentException if one of them is not as {@link VectorCheck} demands, which the message calls by its
     *     position; nothing is appended
     * @throws IOException if they can't be written; the file is as before
     */
    public int appendAll(float[] vectors) throws IOException {
        return appendAll(MemorySegment.ofArray(vectors), JAVA_FLOAT_UNALIGNED);
    }

    /**
     * Appends vectors from memory, all or none of them.
     *
     * @param vectors whole vectors of little-endian floats, one after the other
     * @return the row of the first
     * @throws IllegalArgumentException if one of them is not as {@link VectorCheck} demands, which the message calls by its
     *     position; nothing is appended
     * @throws IOException if they can't be written; the file is as before
     */
    public int appendAll(MemorySegment vectors) throws IOException {
        return appendAll(vectors, FLOAT);
    }

    private int appendAll(MemorySegment vectors, ValueLayout.OfFloat layoutOfFloat) throws IOException {
        long count = count() + layout.vectorsIn(vectors.byteSize());
        mapping.reserve(count, writer()).putAll(count(), vectors, layoutOfFloat);
        return finish(count);
    }

    /**
     * Appends rows of another file as they are, with their norms and checksums, all or none of them.
     *
     * @param other a file of the same dimension and metric
     * @param copied rows of that file, in the order in which they are appended
     * @return the row of the first
     * @throws CorruptFileException if one of them is not what was written; nothing is appended
     * @throws IllegalArgumentException if the files don't have the same dimension and metric
     * @throws IOException if they can't be written; the file is as before
     */
    public int appendFrom(VectorFile other, int... copied) throws IOException {
        long count = (long) count() + copied.length;
        mapping.reserve(count, writer()).putCopies(count(), other, copied);
        return finish(count);
    }

    /** Writes what was put, shows it, and returns the first new row. */
    private int finish(long count) throws IOException {
        writer().finish();
        int first = count();
        rows = mapping.view((int) count);
        return first;
    }

    /**
     * Forgets the last rows, those of a writer whose journal could not be written. Rows appended later take their places, which views handed out
     * before then show. For files whose count is kept elsewhere.
     *
     * @param count how many rows stay
     * @throws IllegalStateException if the file is open for reading only, or keeps its count itself
     */
    public void shorten(int count) {
        requireCounted();
        writer();
        if (count < 0 || count > count()) {
            throw new IllegalArgumentException("%d of %d rows can't stay".formatted(count, count()));
        }
        rows = mapping.view(count);
    }

    /**
     * Returns how many rows the file is long enough for. Those that nobody has written yet are not {@linkplain RowVerification#intact intact}.
     *
     * @return rows, whether or not they have been {@linkplain #see seen}
     * @throws IOException if the file's length can't be read
     */
    public int room() throws IOException {
        return mapping.room();
    }

    /**
     * Takes in rows that have been appended elsewhere to a file open for reading here, whose count is kept elsewhere. For one thread at a time.
     *
     * @param count how many rows there are now, no fewer than before
     * @throws CorruptFileException if the file has fewer; those seen before stay
     * @throws IllegalStateException if the file is open for appending, or keeps its count itself
     * @throws IOException if it can't be read
     */
    public void see(int count) throws IOException {
        requireCounted();
        if (writer != null) {
            throw new IllegalStateException(file + " is open for appending here, so nobody else appends to it");
        }
        if (count < count()) {
            throw new IllegalArgumentException("there were %d rows, so there can't be %d".formatted(count(), count));
        }
        mapping.reach(count);
        rows = mapping.view(count);
    }

    private void requireCounted() {
        if (kind != Kind.COUNTED) {
            throw new IllegalStateException(file + " keeps the number of its rows itself");
        }
    }

    /**
     * Puts a vector in the place of another. Nobody may be reading that row meanwhile. A crash before the next flush can leave
     * the row damaged, which opening then reports: files that must outlive crashes only append.
     *
     * @param row the row, from 0 to {@code count() - 1}
     * @param vector {@code dimension()} floats
     * @throws IllegalArgumentException if it is not as {@link VectorCheck} demands; nothing is written
     * @throws IOException if it can't be written
     */
    public void replace(int row, float[] vector) throws IOException {
        writer().put(Objects.checkIndex(row, count()), vector, row);
        writer().finish();
    }

    /**
     * Makes everything appended so far durable: when this returns, neither a crash nor a power failure loses it. Where the count is kept
     * elsewhere, that must be made durable afterwards.
     *
     * @throws IOException if the disk refuses
     */
    public void flush() throws IOException {
        writer().force();
        if (kind != Kind.COUNTED) {
            writer().writeHeader(count());
            writer().force();
        }
    }

    /**
     * Returns the checksums of the rows, and which have been verified since the file was opened.
     *
     * @return of all rows, also of those appended from now on
     */
    public RowVerification verification() {
        return verification;
    }

    /**
     * Reads every row and its norm and compares their checksum.
     *
     * @throws CorruptFileException if a row is not what was written, naming the first such
     */
    public void verify() {
        RowChecksum checksum = new RowChecksum(layout);
        VectorRows current = rows;
        for (int row = 0; row < current.count(); row++) {
            checksum.require(current, row, file);
        }
    }

    /**
     * Flushes, gives the memory back and closes the file. Views of the rows become invalid.
     *
     * @throws IOException if the disk refuses
     */
    @Override
    public void close() throws IOException {
        if (!mapping.open()) {
            return;
        }
        try (access) {
            mapping.close();
            if (writer != null && kind != Kind.TEMPORARY) {
                writer.cutAfter(count());
                flush();
            }
        }
    }

    /** Gives the memory back and no more. */
    void unmap() {
        mapping.close();
    }

    private RowWriter writer() {
        if (writer == null) {
            throw new IllegalStateException(file + " is open for reading only");
        }
        return writer;
    }
}
