package io.vicinal.embedding;

import java.util.List;

/**
 * Turns texts into vectors whose closeness is closeness of meaning.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface EmbeddingModel extends AutoCloseable {
    /**
     * Returns what makes two vectors comparable: vectors of models with equal identities may be compared, others never.
     *
     * @return a short printable name, the same in every run
     */
    String identity();

    /**
     * Returns the length of the vectors.
     *
     * @return floats in each vector
     */
    int dimension();

    /**
     * Embeds texts.
     *
     * @param texts the texts, none of them blank
     * @return one vector of {@code dimension()} floats for each text, in the order of the texts; the caller's own
     * @throws IllegalArgumentException if a text is blank; the message gives its position
     */
    List<float[]> embed(List<String> texts);

    /** Frees what the model holds. */
    @Override
    default void close() {}
}
