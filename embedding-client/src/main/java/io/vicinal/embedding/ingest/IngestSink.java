package io.vicinal.embedding.ingest;

import io.vicinal.collection.BatchedPuts;
import io.vicinal.collection.Collection;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.index.VectorIndex;
import java.io.IOException;
import java.util.function.ToLongBiFunction;

/**
 * Takes what an {@link Ingestor} makes. Called by the thread that ingests, in the order of the documents and of the chunks in them; failures come
 * behind the vectors that were asked for together with them.
 * What it throws ends the run.
 *
 * @param <D> a document
 */
@FunctionalInterface
public interface IngestSink<D> {
    /**
     * A chunk has its vector.
     *
     * @param document the document
     * @param chunk a part of its text, or all of it
     * @param vector of the chunk; the sink's own
     * @throws IOException if it can't be written
     */
    void accept(D document, Chunk chunk, float[] vector) throws IOException;

    /**
     * Puts vectors into an index.
     *
     * @param <D> a document
     * @param index gets a vector for each chunk; stays the caller's
     * @param id of a chunk, its own
     * @return a sink that notices no failures
     */
    static <D> IngestSink<D> into(VectorIndex index, ToLongBiFunction<D, Chunk> id) {
        return (document, chunk, vector) -> index.add(id.applyAsLong(document, chunk), vector);
    }

    /**
     * Puts chunks into a collection, many at a time.
     *
     * <pre>{@code
     * try (CollectionSink<Article> sink = IngestSink.into(collection, (article, chunk, vector) ->
     *     Document.of(article.id() + "#" + chunk.from(), vector).text(chunk.text()))) {
     *   Ingestor.of(model).ingest(articles.iterator(), Article::text, sink);
     * }
     * collection.flush();
     * }</pre>
     *
     * @param <D> a document as the caller has it
     * @param collection gets a document for each chunk; stays the caller's
     * @param making what a chunk becomes, with an id of its own
     * @return a sink that notices no failures, to be closed: until then some chunks may wait
     */
    static <D> CollectionSink<D> into(Collection collection, CollectionSink.Making<D> making) {
        return new CollectionSink<>(BatchedPuts.into(collection), making);
    }

    /**
     * A chunk has no vector. Without this method nobody notices but the account.
     *
     * @param document the document
     * @param chunk a part of its text, or all of it
     * @param cause the reason
     * @throws IOException if it can't be written
     */
    default void failed(D document, Chunk chunk, RuntimeException cause) throws IOException {}
}
