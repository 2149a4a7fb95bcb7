/**
 * A client for hosts of embedding models that speak OpenAI's protocol.
 *
 * <pre>{@code
 * try (EmbeddingClient client = EmbeddingClient.builder(Provider.OPENROUTER)
 *     .model("openai/text-embedding-3-small")
 *     .dimensions(512)
 *     .build()) {
 *   EmbeddingResult result = client.embedAll(texts);
 * }
 * }</pre>
 *
 * <p>Without {@code apiKey} the key is read from the provider's environment variable.
 */
package io.vicinal.embedding.client;
