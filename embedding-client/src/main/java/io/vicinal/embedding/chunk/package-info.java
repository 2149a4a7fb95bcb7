/**
 * Documents cut into chunks, each short enough for an embedding model and about one thing.
 *
 * <pre>{@code
 * Chunker chunker = Chunker.tokens(400, TokenCounter.forModel("text-embedding-3-small")).overlap(40);
 * for (Chunk chunk : chunker.chunks(document)) {
 *     String text = chunk.text(); // document.substring(chunk.from(), chunk.to())
 * }
 * }</pre>
 */
@NullMarked
package io.vicinal.embedding.chunk;

import org.jspecify.annotations.NullMarked;
