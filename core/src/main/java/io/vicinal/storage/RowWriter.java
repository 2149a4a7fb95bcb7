package io.vicinal.storage;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Turns vectors into rows and entries and writes them, many neighbouring ones at a time. After an exception what was put since
 * the last {@link #finish} is forgotten; it may stand in the file, but beyond the rows that count.
 */
final class RowWriter {
    private final RandomAccessFile file;
    private final RowLayout layout;
    private final Metric metric;
    private final ByteBuffer rows;
    private final ByteBuffer entries;
    private final float[] row;
    private final CRC32C crc = new CRC32C();
    private final PagesAhead pages;
    private long first;
    private int pending;

    RowWriter(RandomAccessFile file, RowLayout layout, Metric metric, int bufferBytes) throws IOException {
        this.file = file;
        this.layout = layout;
        this.metric = metric;
        int capacity = Math.max(1, bufferBytes / layout.stride());
        this.rows = ByteBuffer.allocate(capacity * layout.stride()).order(ByteOrder.LITTLE_ENDIAN);
        this.entries = ByteBuffer.allocate(capacity * RowLayout.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        this.row = new float[layout.stride() / Float.BYTES];
        this.pages = new PagesAhead(file);
    }

    /** Checks a vector, called {@code number} in messages, and puts it at a row: the one after the last put, or any after a finish. */
    void put(long at, float[] vector, long number) throws IOException {
        float norm = prepare(vector, number);
        makeRoom(at);
        int start = rows.position();
        FloatBuffer floats = rows.asFloatBuffer();
        floats.put(row);
        rows.position(start + layout.stride());
        int entry = entries.position();
        entries.putFloat(norm);
        entries.putInt(checksum(start, entry));
        pending++;
    }

    /** Puts vectors, which are called by their position in messages, at rows from {@code first} on. */
    void putAll(long first, MemorySegment vectors, ValueLayout.OfFloat layoutOfFloat) throws IOException {
        float[] vector = new float[layout.dimension()];
        long vectorBytes = (long) vector.length * Float.BYTES;
        for (long i = 0; i < vectors.byteSize() / vectorBytes; i++) {
            MemorySegment.copy(vectors, layoutOfFloat, i * vectorBytes, vector, 0, vector.length);
            put(first + i, vector, i);
        }
    }

    /** Puts rows of another file, with their norms and checksums as they are, at rows from {@code first} on. */
    void putCopies(long first, VectorFile other, int[] copied) throws IOException {
        if (other.dimension() != layout.dimension() || other.metric() != metric) {
            throw new IllegalArgumentException("rows are of dimension %d and metric %s but those of %s of %d and %s"
                    .formatted(layout.dimension(), metric, other.file(), other.dimension(), other.metric()));
        }
        VectorRows from = other.rows();
        for (int row : copied) {
            Objects.checkIndex(row, from.count());
        }
        for (int i = 0; i < copied.length; i++) {
            putCopy(first + i, from, copied[i], other.file());
        }
    }

    private void putCopy(long at, VectorRows from, int number, Path name) throws IOException {
        makeRoom(at);
        int start = rows.position();
        int entry = entries.position();
        try {
            copy(from, from.offset(number), rows, layout.stride());
            copy(from, layout.entryOffset(number), entries, RowLayout.ENTRY_BYTES);
        } catch (InternalError e) {
            forget();
            throw RowChecksum.unreadable(name, from, number, e);
        }
        // Of the copy, so that what is written is what was compared.
        int computed = checksum(start, entry);
        int written = entries.getInt(entry + Float.BYTES);
        if (computed != written) {
            forget();
            throw RowChecksum.damaged(name, from, number, computed, written);
        }
        pending++;
    }

    private static void copy(VectorRows from, long offset, ByteBuffer to, int length) {
        MemorySegment target = MemorySegment.ofBuffer(to);
        MemorySegment.copy(from.segment(), offset, target, 0, length);
        to.position(to.position() + length);
    }

    private int checksum(int start, int entry) {
        crc.reset();
        crc.update(entries.duplicate().position(entry).limit(entry + Float.BYTES));
        crc.update(rows.duplicate().position(start).limit(start + layout.stride()));
        return (int) crc.getValue();
    }

    private void makeRoom(long at) throws IOException {
        if (pending > 0 && (!rows.hasRemaining() || (at & (RowLayout.ROWS_PER_BLOCK - 1)) == 0)) {
            finish();
        }
        if (pending == 0) {
            first = at;
        }
    }

    private float prepare(float[] vector, long number) {
        try {
            double norm = VectorCheck.norm(vector, layout.dimension(), metric, number);
            if (metric == Metric.COSINE) {
                VectorCheck.normalise(vector, norm, row, 0);
            } else {
                System.arraycopy(vector, 0, row, 0, vector.length);
            }
            return (float) norm;
        } catch (IllegalArgumentException e) {
            forget();
            throw e;
        }
    }

    /** Writes what was put. */
    void finish() throws IOException {
        if (pending > 0) {
            try {
                pages.reach(layout.rowOffset(first) + rows.position());
                Channels.write(file, rows.array(), rows.position(), layout.rowOffset(first));
                Channels.write(file, entries.array(), entries.position(), layout.entryOffset(first));
            } finally {
                forget();
            }
        }
    }

    /** Makes the file longer if it is not as long, with a hole. */
    void lengthen(long bytes) throws IOException {
        if (file.length() < bytes) {
            file.setLength(bytes);
        }
    }

    /** Has the file end with its last row. */
    void cutAfter(int count) throws IOException {
        file.setLength(layout.fileBytes(count));
    }

    void writeHeader(int count) throws IOException {
        new VectorFileHeader(layout.dimension(), metric, count).write(file);
    }

    /** Forces everything written to disk. */
    void force() throws IOException {
        file.getFD().sync();
    }

    private void forget() {
        rows.clear();
        entries.clear();
        pending = 0;
    }
}
