package io.vicinal.cli.collection;

import io.vicinal.cli.document.Document;
import io.vicinal.index.BuildProgress;
import java.io.Closeable;
import java.io.IOException;

/** Documents on their way into a collection. For one thread. */
public sealed interface Filling extends Closeable permits AddedDocuments, NewCollection {
    /**
     * Takes a document.
     *
     * @param document the document
     * @param vector of its text; as long as all others
     * @throws IOException if it can't be written
     */
    void add(Document document, float[] vector) throws IOException;

    /**
     * Returns how many documents were taken.
     *
     * @return documents
     */
    int added();

    /**
     * Tells whether {@link #connect} has anything to do, once all documents have been added.
     *
     * @return false for an engine that searches vectors as they are, and for few documents unless a graph was asked for
     * @throws IOException if what was added last can't be written
     */
    boolean mustConnect() throws IOException;

    /**
     * Builds the graph of all documents.
     *
     * @param progress is told how far it is
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    void connect(BuildProgress progress);

    /**
     * Makes what was added safe, and the collection found by others.
     *
     * @return the number of documents in the collection
     * @throws IOException if the disk refuses
     */
    long commit() throws IOException;
}
