package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.embedding.EmbeddingModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of vectors in the order of their documents. It is there when it is complete, not before. For one thread, but {@link #close}
 * may come from another.
 */
public sealed interface VectorOutput extends Closeable permits JsonVectors, VectorRowsOutput {
    /**
     * Begins a file by the ending of its name: {@code .jsonl}, or one of
     * {@link io.vicinal.format.VectorWriter#create}.
     *
     * @param file to be written
     * @return the output
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if the name ends otherwise
     */
    static VectorOutput create(Path file) throws IOException {
        return file.toString().endsWith(".jsonl") ? JsonVectors.create(file) : VectorRowsOutput.of(file);
    }

    /**
     * Adds a row.
     *
     * @param document what the vector is of
     * @param vector the row
     * @throws IOException if it can't be written
     */
    void add(Document document, float[] vector) throws IOException;

    /**
     * Tells whether a document can be missing without others being taken for it.
     *
     * @return whether rows have names
     */
    boolean leavesOut();

    /**
     * Returns how many rows have been added.
     *
     * @return rows
     */
    long count();

    /**
     * Puts the file in its place.
     *
     * @param model asked how long its vectors are if there are none
     * @throws IOException if that fails
     */
    void commit(EmbeddingModel model) throws IOException;
}
