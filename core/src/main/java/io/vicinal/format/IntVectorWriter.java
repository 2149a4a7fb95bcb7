package io.vicinal.format;

import io.vicinal.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Writes the rows of an {@code .ivecs} file from first to last, in constant memory. The file appears under its name, whole and
 * forced to disk, when {@link #commit} returns; a writer closed without a commit leaves nothing behind.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class IntVectorWriter implements Closeable {
    private final NewFile file;
    private final int dimension;
    private long count;

    private IntVectorWriter(NewFile file, int dimension) {
        this.file = file;
        this.dimension = dimension;
    }

    /**
     * Begins a file.
     *
     * @param file the file to write; its name ends in {@code .ivecs}; replaced on commit if it exists
     * @param dimension integers in each row, from 1 to 65,536
     * @return a writer of no rows yet; the caller commits and closes it
     * @throws IOException if the temporary file can't be created
     * @throws IllegalArgumentException if the name ends otherwise, names a directory, or the dimension is out of range
     */
    public static IntVectorWriter create(Path file, int dimension) throws IOException {
        FileKind.require(file, "written", FileKind.IVECS);
        Dimension.checkRange(dimension);
        NewFile created = NewFile.create(file, PrefixedLayout.PREFIX_BYTES + dimension * Integer.BYTES);
        return new IntVectorWriter(created, dimension);
    }

    /**
     * Returns the length of each row.
     *
     * @return integers in a row
     */
    public int dimension() {
        return dimension;
    }

    /**
     * Returns the number of rows written so far.
     *
     * @return rows
     */
    public long count() {
        return count;
    }

    /**
     * Writes the next row.
     *
     * @param row {@code dimension()} integers; not kept
     * @throws IOException if the row can't be written; the file can't be committed then
     * @throws IllegalArgumentException if the row has another length; nothing is written, and the writer can go on
     * @throws IllegalStateException if the writer is committed or closed, or an earlier write failed
     */
    public void write(int[] row) throws IOException {
        Dimension.checkRow(dimension, count, row.length);
        int offset = file.reserve(PrefixedLayout.PREFIX_BYTES + dimension * Integer.BYTES);
        file.memory().set(PrefixedRows.INT, offset, dimension);
        MemorySegment.copy(row, 0, file.memory(), PrefixedRows.INT, offset + PrefixedLayout.PREFIX_BYTES, dimension);
        count++;
    }

    /**
     * Forces the file to disk and puts it under its name in one step, in place of any file of that name.
     *
     * @throws IOException if this fails; the name is untouched then, unless only the directory could not be forced to disk
     * @throws IllegalStateException if the writer is committed or closed, or an earlier write failed
     */
    public void commit() throws IOException {
        file.publish();
    }

    /**
     * Closes the writer. Without a commit before, the rows written are thrown away. Closing again does nothing.
     *
     * @throws IOException if the temporary file can't be closed or deleted
     */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
