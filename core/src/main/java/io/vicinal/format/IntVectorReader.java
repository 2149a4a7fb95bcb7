package io.vicinal.format;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Reads the rows of an {@code .ivecs} file from first to last, in constant memory. Such files usually hold the true nearest
 * neighbours of queries: row <i>i</i> is the row numbers of those of query <i>i</i>, nearest first.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class IntVectorReader implements Closeable {
    private final PrefixedRows rows;

    private IntVectorReader(PrefixedRows rows) {
        this.rows = rows;
    }

    /**
     * Opens a file.
     *
     * @param file the file to read; its name ends in {@code .ivecs}
     * @return a reader before the first row; the caller closes it
     * @throws IOException if the file can't be read; {@link java.nio.file.NoSuchFileException} if there is none
     * @throws io.vicinal.storage.CorruptFileException if the file is damaged or cut short
     * @throws IllegalArgumentException if the name ends otherwise, or the file is no regular file
     */
    public static IntVectorReader open(Path file) throws IOException {
        FileKind.require(file, "read as rows of integers", FileKind.IVECS);
        OpenFile open = OpenFile.open(file);
        try {
            return new IntVectorReader(new PrefixedRows(open, Integer.BYTES));
        } catch (Throwable failure) {
            open.close();
            throw failure;
        }
    }

    /**
     * Reads a whole file into memory.
     *
     * @param file the file to read; its name ends in {@code .ivecs}
     * @return its rows, all of one length
     * @throws IOException if the file can't be read; {@link java.nio.file.NoSuchFileException} if there is none
     * @throws io.vicinal.storage.CorruptFileException if the file is damaged or cut short
     * @throws IllegalArgumentException if the name ends otherwise, the file is no regular file, or it has more rows than an array
     *     can hold
     */
    public static int[][] readAll(Path file) throws IOException {
        try (IntVectorReader reader = open(file)) {
            int[][] all = new int[VectorMapping.checkedCount(file, reader.count())][reader.dimension()];
            for (int[] row : all) {
                reader.next(row);
            }
            return all;
        }
    }

    /**
     * Returns the length of each row.
     *
     * @return integers in a row; 0 if the file is empty and does not say
     */
    public int dimension() {
        return rows.dimension();
    }

    /**
     * Returns the number of rows in the file.
     *
     * @return rows, read or not
     */
    public long count() {
        return rows.count();
    }

    /**
     * Reads the next row.
     *
     * @param destination receives {@code dimension()} integers from its beginning; the rest is left as it is
     * @return false if there are no more rows
     * @throws IOException if the file can't be read, or the reader is closed
     * @throws io.vicinal.storage.CorruptFileException if the row is cut short, or not as long as the first
     * @throws IllegalArgumentException if the destination is shorter than {@code dimension()}
     */
    public boolean next(int[] destination) throws IOException {
        int offset = rows.next(destination.length);
        if (offset < 0) {
            return false;
        }
        MemorySegment.copy(rows.memory(), PrefixedRows.INT, offset, destination, 0, rows.dimension());
        return true;
    }

    /**
     * Closes the file.
     *
     * @throws IOException if the system reports an error
     */
    @Override
    public void close() throws IOException {
        rows.close();
    }
}
