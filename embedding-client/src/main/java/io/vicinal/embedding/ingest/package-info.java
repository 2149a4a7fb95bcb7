/**
 * Streams of documents, embedded and handed on.
 *
 * <pre>{@code
 * try (EmbeddingCache cache = ChronicleEmbeddingCache.open(folder, CacheOptions.defaults());
 *     EmbeddingModel model = CachedModel.of(client, cache);
 *     CollectionSink<Article> sink = IngestSink.into(collection, (article, chunk, vector) ->
 *         Document.of(article.id(), vector).text(chunk.text()))) {
 *   IngestAccount account = Ingestor.of(model).ingest(articles.iterator(), Article::text, sink);
 * }
 * }</pre>
 *
 * <p>A run that was killed is simply started again: what had been embedded comes out of the cache, in the same order.
 */
package io.vicinal.embedding.ingest;
