package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The checksums of mapped rows, each with its norm: as they stand beside the rows, and as they should. For one thread at a time. */
final class RowChecksum {
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int COPIED_BYTES = 1 << 13;

    private final RowLayout layout;
    private final CRC32C crc = new CRC32C();
    private final byte[] copy;

    RowChecksum(RowLayout layout) {
        this.layout = layout;
        this.copy = new byte[Math.min(COPIED_BYTES, layout.stride())];
    }

    /** Returns the checksum that a row was written with. */
    static int written(VectorRows rows, RowLayout layout, int row) {
        return rows.segment().get(INT, layout.entryOffset(row) + Float.BYTES);
    }

    /**
     * Computes the checksum of a row. It is copied piece by piece: where a mapped page can't be read, because the file has been cut or its
     * disk fails, copying throws an error, while the checksum's machine code would end the JVM.
     *
     * @throws InternalError if the row can't be read
     */
    int compute(VectorRows rows, int row) {
        crc.reset();
        update(rows.segment(), layout.entryOffset(row), Float.BYTES);
        update(rows.segment(), rows.offset(row), layout.stride());
        return (int) crc.getValue();
    }

    private void update(MemorySegment mapped, long from, int length) {
        for (int done = 0; done < length; done += copy.length) {
            int next = Math.min(copy.length, length - done);
            MemorySegment.copy(mapped, JAVA_BYTE, from + done, copy, 0, next);
            crc.update(copy, 0, next);
        }
    }

    /** Tells whether a row is what was written. */
    boolean intact(VectorRows rows, int row) {
        try {
            return compute(rows, row) == written(rows, layout, row);
        } catch (InternalError e) {
            return false;
        }
    }

    /** Refuses a row that is not what was written. */
    void require(VectorRows rows, int row, Path file) {
        int computed;
        try {
            computed = compute(rows, row);
        } catch (InternalError e) {
            throw unreadable(file, rows, row, e);
        }
        int written = written(rows, layout, row);
        if (computed != written) {
            throw damaged(file, rows, row, computed, written);
        }
    }

    static CorruptFileException damaged(Path file, VectorRows rows, int row, int computed, int written) {
        return new CorruptFileException(
                file,
                rows.offset(row),
                "row %d has checksum %08x but was written with %08x".formatted(row, computed, written));
    }

    static CorruptFileException unreadable(Path file, VectorRows rows, int row, InternalError error) {
        return new CorruptFileException(
                file, rows.offset(row), "row %d can't be read any more: %s".formatted(row, error.getMessage()));
    }
}
