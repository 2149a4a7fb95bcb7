package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;
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
 * <p>Reading is safe from several threads. Appending, replacing, flushing and closing are for one thread at a time; {@link #rows}
 * gives the rows appended before it was called. Only one process can append.
 */
public final class VectorFile implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path file;
    private final VectorChannel access;
    private final FileChannel channel;
    private final boolean temporary;
    private final RowLayout layout;
    private final Metric metric;
    private final Arena arena = Arena.ofShared();
    private final @Nullable RandomAccessFile out;
    private final @Nullable RowWriter writer;
    private MemorySegment segment;
    private volatile VectorRows rows;

    private VectorFile(Path file, VectorChannel access, VectorFileHeader header, boolean temporary) throws IOException {
        this.file = file;
        this.access = access;
        this.channel = access.channel();
        this.temporary = temporary;
        this.layout = header.layout();
        this.metric = header.metric();
        this.out = access.writer();
        this.writer = out == null ? null : new RowWriter(out, layout, metric, BUFFER_BYTES);
        this.segment = map(header.count() == 0 ? RowLayout.HEADER_BYTES : layout.fileBytes(header.count()));
        this.rows = view(header.count());
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
        VectorFileHeader header = new VectorFileHeader(dimension, metric, 0);
        header.layout();
        return start(file, header, false);
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
        VectorFileHeader header = new VectorFileHeader(dimension, metric, 0);
        header.layout();
        Path file = Files.createTempFile(directory, "vicinal-", ".vectors");
        Files.delete(file);
        return start(file, header, true);
    }

    private static VectorFile start(Path file, VectorFileHeader header, boolean temporary) throws IOException {
        VectorChannel access = VectorChannel.create(file);
        try {
            header.write(Objects.requireNonNull(access.writer()));
            VectorFile created = new VectorFile(file, access, header, temporary);
            if (temporary) {
                deleteWhileOpen(file);
            }
            return created;
        } catch (Throwable e) {
            access.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** On POSIX systems an open file can lose its name, and then not even a crash leaves it behind. */
    private static void deleteWhileOpen(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
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
        return open(file, VectorChannel.read(file));
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
        return open(file, VectorChannel.append(file));
    }

    private static VectorFile open(Path file, VectorChannel access) throws IOException {
        FileChannel channel = access.channel();
        try {
            VectorFileHeader header = VectorFileHeader.read(channel, file);
            long expected = header.layout().fileBytes(header.count());
            if (channel.size() < expected) {
                throw new CorruptFileException(
                        file,
                        channel.size(),
                        "the file ends here, but its %d rows take %d bytes".formatted(header.count(), expected));
            }
            RandomAccessFile out = access.writer();
            if (out != null) {
                out.setLength(expected);
            }
            VectorFile opened = new VectorFile(file, access, header, false);
            try {
                opened.verify();
            } catch (Throwable e) {
                opened.arena.close();
                throw e;
            }
            return opened;
        } catch (Throwable e) {
            access.close();
            throw e;
        }
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
        reserve(row + 1L);
        writer().put(row, vector, row);
        writer().finish();
        rows = view(row + 1);
        return row;
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
        long vectorBytes = (long) dimension() * Float.BYTES;
        if (vectors.byteSize() % vectorBytes != 0) {
            throw new IllegalArgumentException("dimension is %d but %d floats are no whole number of vectors"
                    .formatted(dimension(), vectors.byteSize() / Float.BYTES));
        }
        int first = count();
        long added = vectors.byteSize() / vectorBytes;
        reserve(first + added);
        float[] vector = new float[dimension()];
        for (int i = 0; i < added; i++) {
            MemorySegment.copy(vectors, layoutOfFloat, i * vectorBytes, vector, 0, vector.length);
            writer().put(first + i, vector, i);
        }
        writer().finish();
        rows = view(first + (int) added);
        return first;
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
     * Makes everything appended so far durable: when this returns, neither a crash nor a power failure loses it.
     *
     * @throws IOException if the disk refuses
     */
    public void flush() throws IOException {
        writer();
        RandomAccessFile file = Objects.requireNonNull(out);
        file.getFD().sync();
        new VectorFileHeader(dimension(), metric, count()).write(file);
        file.getFD().sync();
    }

    /**
     * Reads every row and its norm and compares their checksum.
     *
     * @throws CorruptFileException if a row is not what was written, naming the first such
     */
    public void verify() {
        CRC32C crc = new CRC32C();
        VectorRows current = rows;
        MemorySegment mapped = current.segment();
        for (int row = 0; row < current.count(); row++) {
            long entry = layout.entryOffset(row);
            crc.reset();
            crc.update(mapped.asSlice(entry, Float.BYTES).asByteBuffer());
            crc.update(mapped.asSlice(current.offset(row), layout.stride()).asByteBuffer());
            int expected = mapped.get(INT, entry + Float.BYTES);
            if ((int) crc.getValue() != expected) {
                throw new CorruptFileException(
                        file,
                        current.offset(row),
                        "row %d has checksum %08x but was written with %08x"
                                .formatted(row, (int) crc.getValue(), expected));
            }
        }
    }

    /**
     * Flushes, gives the memory back and closes the file. Views of the rows become invalid.
     *
     * @throws IOException if the disk refuses
     */
    @Override
    public void close() throws IOException {
        // Not whether the channel is open: interrupting a thread that writes closes it.
        if (!arena.scope().isAlive()) {
            return;
        }
        try (access) {
            arena.close();
            if (writer != null && !temporary) {
                Objects.requireNonNull(out).setLength(layout.fileBytes(count()));
                flush();
            }
        }
    }

    private RowWriter writer() {
        if (writer == null) {
            throw new IllegalStateException(file + " is open for reading only");
        }
        return writer;
    }

    /** Makes sure that rows up to {@code count} are mapped. Half as much again is taken, so that appending maps seldom. */
    private void reserve(long count) throws IOException {
        writer();
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a file holds at most %d vectors, not %d".formatted(Integer.MAX_VALUE, count));
        }
        if (layout.fileBytes(count) > segment.byteSize()) {
            long blocks = (count + count / 2) / RowLayout.ROWS_PER_BLOCK + 1;
            segment = map(RowLayout.HEADER_BYTES + blocks * layout.blockBytes());
        }
    }

    /**
     * Maps the file from its beginning. Beyond its end it becomes longer, which takes no space until rows are written. Mapping goes
     * through the channel, which an interrupt would close, so an interrupt waits.
     */
    private MemorySegment map(long bytes) throws IOException {
        if (out != null && out.length() < bytes) {
            out.setLength(bytes);
        }
        boolean interrupted = Thread.interrupted();
        try {
            return channel.map(MapMode.READ_ONLY, 0, bytes, arena);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private VectorRows view(int count) {
        return new VectorRows(
                segment,
                RowLayout.HEADER_BYTES + RowLayout.ENTRIES_BYTES,
                layout.stride(),
                RowLayout.BLOCK_SHIFT,
                RowLayout.ENTRIES_BYTES,
                dimension(),
                count);
    }
}
