package io.vicinal.format;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads the rows of a vector file from first to last, in constant memory.
 *
 * <p>Not safe for use by several threads.
 */
public interface VectorReader extends Closeable {
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
     * @param destination receives {@code dimension()} floats from its beginning
     * @return false if there are no more rows
     * @throws IOException if the file can't be read
     * @throws io.vicinal.storage.CorruptFileException if the row is cut short, or as long as no other
     */
    boolean next(float[] destination) throws IOException;
}
