/**
 * Embedding models: from texts to vectors.
 *
 * <pre>{@code
 * try (EmbeddingModel model = EmbeddingClient.builder(Provider.OPENAI).model("text-embedding-3-small").build()) {
 *   EmbeddingResult result = model.embedAll(List.of("a text", "another"));
 *   float[] vector = result.vector(0);
 * }
 * }</pre>
 */
package io.vicinal.embedding;
