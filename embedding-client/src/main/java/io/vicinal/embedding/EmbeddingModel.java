package io.vicinal.embedding;

import io.vicinal.embedding.text.TokenCounter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns texts into vectors whose closeness is closeness of meaning.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface EmbeddingModel extends AutoCloseable {
    /**
     * Returns what makes two vectors comparable: vectors of models with equal identities may be compared, others never. It names
     * the provider or base URL, the model, and the dimensions and input type that were asked for.
     *
     * @return a short printable name, the same in every run
     */
    String identity();

    /**
     * Returns the length of the vectors. A model behind a network may have to be asked for it, once.
     *
     * @return floats in each vector
     */
    int dimension();

    /**
     * Returns what counts the tokens of texts for this model.
     *
     * @return a counter; without knowledge of the model, one that estimates
     */
    default TokenCounter tokenCounter() {
        return TokenCounter.estimate();
    }

    /**
     * Tells whether a text's vector is at hand, in a cache for instance, so that embedding it costs nothing.
     *
     * @param text any text
     * @return false if the model has to be asked
     */
    default boolean isAtHand(String text) {
        return false;
    }

    /**
     * Embeds texts, all or none.
     *
     * @param texts the texts, none of them blank
     * @return one vector of {@code dimension()} floats for each text, in the order of the texts; the caller's own
     * @throws IllegalArgumentException if a text is blank; the message gives its position
     * @throws io.vicinal.embedding.fault.EmbeddingException if a host gave no vector for a text
     */
    List<float[]> embed(List<String> texts);

    /**
     * Embeds texts, as many as possible. What fails is told in the result and not thrown, so that nothing that was paid for is
     * lost. A model that does not implement this itself is asked for all texts at once and, if that fails, for each of them.
     *
     * @param texts the texts
     * @return vectors and failures by position, and what it cost
     */
    default EmbeddingResult embedAll(List<String> texts) {
        return AllOrEach.embed(this, texts);
    }

    /**
     * Does what {@link #embed} does on a virtual thread. Cancelling the future interrupts that thread.
     *
     * @param texts the texts, not to be changed before the future is done
     * @return the vectors to come
     */
    default CompletableFuture<List<float[]>> embedAsync(List<String> texts) {
        return VirtualCall.start(() -> embed(texts));
    }

    /**
     * Does what {@link #embedAll} does on a virtual thread. Cancelling the future interrupts that thread.
     *
     * @param texts the texts, not to be changed before the future is done
     * @return the result to come
     */
    default CompletableFuture<EmbeddingResult> embedAllAsync(List<String> texts) {
        return VirtualCall.start(() -> embedAll(texts));
    }

    /** Frees what the model holds. */
    @Override
    default void close() {}
}
