/**
 * Caches of embeddings: no text is paid for twice.
 *
 * <pre>{@code
 * try (EmbeddingCache cache = MvStoreEmbeddingCache.open(folder, CacheOptions.defaults());
 *         EmbeddingModel cached = CachedModel.of(model, cache)) {
 *     List<float[]> vectors = cached.embed(texts);
 * }
 * }</pre>
 *
 * <p>{@link io.vicinal.embedding.cache.ChronicleEmbeddingCache} is the fastest that outlives the process, and needs flags for the
 * JVM; {@link io.vicinal.embedding.cache.MvStoreEmbeddingCache} needs none. The library of each is optional and must be on the class
 * path of those who use it.
 */
@NullMarked
package io.vicinal.embedding.cache;

import org.jspecify.annotations.NullMarked;
