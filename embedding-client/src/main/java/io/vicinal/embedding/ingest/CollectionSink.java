package io.vicinal.embedding.ingest;

import io.vicinal.collection.BatchedPuts;
import io.vicinal.collection.Document;
import io.vicinal.embedding.chunk.Chunk;

/**
 * Puts chunks into a collection as documents, up to 256 of them at once. What waits to be put is put by {@link #flush} and {@link #close}: also after
 * a run that failed, since it has been embedded.
 *
 * @param <D> a document as the caller has it
 */
public final class CollectionSink<D> implements IngestSink<D>, AutoCloseable {
    private final BatchedPuts puts;
    private final Making<D> making;

    CollectionSink(BatchedPuts puts, Making<D> making) {
        this.puts = puts;
        this.making = making;
    }

    /**
     * Makes documents of a collection.
     *
     * @param <D> a document as the caller has it
     */
    @FunctionalInterface
    public interface Making<D> {
        /**
         * Makes one.
         *
         * @param document where the chunk comes from
         * @param chunk a part of its text, or all of it
         * @param vector of the chunk
         * @return what is put; in the place of what has the same id
         */
        Document make(D document, Chunk chunk, float[] vector);
    }

    @Override
    public void accept(D document, Chunk chunk, float[] vector) {
        puts.add(making.make(document, chunk, vector));
    }

    /**
     * Puts what waits. That does not flush the collection.
     *
     * @throws java.io.UncheckedIOException if it can't be written
     */
    public void flush() {
        puts.flush();
    }

    /** Puts what waits. The collection stays open. */
    @Override
    public void close() {
        puts.close();
    }
}
