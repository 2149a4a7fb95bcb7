package io.vicinal.storage;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The first page of a vector file. docs/FORMAT.md describes it byte for byte. The count is {@link #COUNTED_ELSEWHERE} where a file doesn't know it. */
record VectorFileHeader(int dimension, Metric metric, int count) {
    private static final long MAGIC = magic("VICINALV");
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = 60;

    /** Where the count stands. */
    static final int COUNT = 32;

    /** In place of the count in a file that was never meant to know it, so that nobody takes it for empty. */
    static final int COUNTED_ELSEWHERE = -1;

    private static long magic(String name) {
        return ByteBuffer.wrap(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    RowLayout layout() {
        return new RowLayout(dimension);
    }

    void write(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[RowLayout.HEADER_BYTES];
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(dimension)
                .putInt(metric.wireNumber())
                .putInt(RowLayout.strideOf(dimension))
                .putInt(RowLayout.ROWS_PER_BLOCK)
                .putInt(0)
                .putLong(count)
                .putInt(CHECKED_BYTES, checksum(bytes));
        Channels.write(file, bytes, bytes.length, 0);
    }

    static VectorFileHeader read(FileChannel channel, Path file) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(RowLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Channels.readFully(channel, page, 0, file);
        if (page.getLong(0) != MAGIC) {
            throw new CorruptFileException(file, 0, "a vector file begins with VICINALV, this one does not");
        }
        if (page.getInt(8) != VERSION) {
            throw new CorruptFileException(
                    file, 8, "format version is %d but only %d can be read".formatted(page.getInt(8), VERSION));
        }
        int expected = checksum(page.array());
        if (page.getInt(CHECKED_BYTES) != expected) {
            throw new CorruptFileException(
                    file,
                    CHECKED_BYTES,
                    "the header's checksum is %08x but should be %08x".formatted(page.getInt(CHECKED_BYTES), expected));
        }
        return new VectorFileHeader(dimension(page, file), metric(page, file), count(page, file));
    }

    private static int dimension(ByteBuffer page, Path file) {
        int dimension = page.getInt(12);
        if (dimension < 1 || dimension > RowLayout.MAX_DIMENSION) {
            throw new CorruptFileException(file, 12, "impossible dimension " + dimension);
        }
        if (page.getInt(20) != RowLayout.strideOf(dimension) || page.getInt(24) != RowLayout.ROWS_PER_BLOCK) {
            throw new CorruptFileException(
                    file, 20, "unknown layout: stride %d, %d rows a block".formatted(page.getInt(20), page.getInt(24)));
        }
        return dimension;
    }

    private static Metric metric(ByteBuffer page, Path file) {
        try {
            return Metric.ofWireNumber(page.getInt(16));
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(file, 16, String.valueOf(e.getMessage()));
        }
    }

    private static int count(ByteBuffer page, Path file) {
        long count = page.getLong(COUNT);
        if (count < COUNTED_ELSEWHERE || count > Integer.MAX_VALUE) {
            throw new CorruptFileException(file, COUNT, "impossible row count " + count);
        }
        return (int) count;
    }

    private static int checksum(byte[] page) {
        CRC32C crc = new CRC32C();
        crc.update(page, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
