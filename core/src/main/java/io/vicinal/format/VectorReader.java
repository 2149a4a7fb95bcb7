package io.vicinal.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the rows of a vector file from first to last, in constant memory: one buffer of about 256 KiB, however large the file.
 *
 * <p>Not safe for use by several threads at once. Other sources of rows may implement this too.
 */
public interface VectorReader extends Closeable {
    /**
     * Opens a file by the ending of its name:
     *
     * <ul>
     *   <li>{@code .fvecs}: floats. An empty file has 0 rows of dimension 0.
     *   <li>{@code .bvecs}: unsigned bytes, given as floats from 0 to 255. Empty as above.
     *   <li>{@code .npy}: NumPy arrays of two axes, (rows, dimension), in C order, of type {@code <f4}, {@code >f4} or
     *       {@code <f2}; half floats are widened. Format versions 1.0, 2.0 and 3.0.
     * </ul>
     *
     * <p>The header, the dimension (1 to 65,536) and the size of the file are checked here; the dimension before each row of a
     * {@code .fvecs} or {@code .bvecs} is checked when the row is read.
     *
     * @param file the file to read; a regular file, since its size must be known
     * @return a reader before the first row; the caller closes it
     * @throws IOException if the file can't be read; {@link java.nio.file.NoSuchFileException} if there is none
     * @throws io.vicinal.storage.CorruptFileException if the file is damaged or cut short
     * @throws IllegalArgumentException if the name ends otherwise, the file is no regular file, or its array is healthy but not of
     *     the supported types, orders and shapes
     */
    static VectorReader open(Path file) throws IOException {
        FileKind kind = FileKind.require(file, "read as vectors", FileKind.FVECS, FileKind.BVECS, FileKind.NPY);
        OpenFile open = OpenFile.open(file);
        try {
            return switch (kind) {
                case FVECS -> new FvecsReader(open);
                case BVECS -> new BvecsReader(open);
                case NPY -> new NpyReader(open);
                case IVECS -> throw new AssertionError(kind);
            };
        } catch (Throwable failure) {
            open.close();
            throw failure;
        }
    }

    /**
     * Returns the length of each row.
     *
     * @return floats in a row; 0 if the file is empty and does not say
     */
    int dimension();

    /**
     * Returns the number of rows in the file.
     *
     * @return rows, read or not
     */
    long count();

    /**
     * Reads the next row.
     *
     * @param destination receives {@code dimension()} floats from its beginning; the rest is left as it is
     * @return false if there are no more rows
     * @throws IOException if the file can't be read, or the reader is closed
     * @throws io.vicinal.storage.CorruptFileException if the row is cut short, or not as long as the first
     * @throws IllegalArgumentException if the destination is shorter than {@code dimension()}
     */
    boolean next(float[] destination) throws IOException;
}
