package io.vicinal.format;

import io.vicinal.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the rows of a vector file from first to last, in constant memory. The file appears under its name, whole and forced to
 * disk, when {@link #commit} returns; until then the rows go to a hidden temporary file beside it, and what stood under the name
 * before stays. A writer closed without a commit leaves nothing behind.
 *
 * <p>Not safe for use by several threads at once.
 */
public sealed interface VectorWriter extends Closeable permits FvecsWriter, NpyWriter {
    /**
     * Begins a file, of the format that the ending of its name asks for: {@code .fvecs}, or {@code .npy} (version 1.0, type
     * {@code <f4}, C order, shape (rows, dimension)).
     *
     * @param file the file to write; replaced on commit if it exists
     * @param dimension floats in each row, from 1 to 65,536
     * @return a writer of no rows yet; the caller commits and closes it
     * @throws IOException if the temporary file can't be created
     * @throws IllegalArgumentException if the name ends otherwise, names a directory, or the dimension is out of range
     */
    static VectorWriter create(Path file, int dimension) throws IOException {
        FileKind kind = FileKind.require(file, "written", FileKind.FVECS, FileKind.NPY);
        Dimension.checkRange(dimension);
        NewFile created = NewFile.create(file, PrefixedLayout.PREFIX_BYTES + dimension * Float.BYTES);
        return kind == FileKind.FVECS ? new FvecsWriter(created, dimension) : new NpyWriter(created, dimension);
    }

    /**
     * Returns the length of each row.
     *
     * @return floats in a row
     */
    int dimension();

    /**
     * Returns the number of rows written so far.
     *
     * @return rows
     */
    long count();

    /**
     * Writes the next row. Any float is written as it is, NaN and infinities too.
     *
     * @param row {@code dimension()} floats; not kept
     * @throws IOException if the row can't be written; the file can't be committed then
     * @throws IllegalArgumentException if the row has another length; nothing is written, and the writer can go on
     * @throws IllegalStateException if the writer is committed or closed, or an earlier write failed
     */
    void write(float[] row) throws IOException;

    /**
     * Forces the file to disk and puts it under its name in one step, in place of any file of that name.
     *
     * @throws IOException if this fails; the name is untouched then, unless only the directory could not be forced to disk
     * @throws IllegalStateException if the writer is committed or closed, or an earlier write failed
     */
    void commit() throws IOException;

    /**
     * Closes the writer. Without a commit before, the rows written are thrown away. Closing again does nothing.
     *
     * @throws IOException if the temporary file can't be closed or deleted
     */
    @Override
    void close() throws IOException;
}
