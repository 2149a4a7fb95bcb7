package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.wire.Answer;

/** Is told what became of texts; each is settled once. Called by several threads at once. */
public interface Outcomes {
    /**
     * A text has its vector.
     *
     * @param piece the text
     * @param vector its vector
     */
    void vector(Piece piece, float[] vector);

    /**
     * A text has no vector.
     *
     * @param piece the text
     * @param cause the reason
     */
    void failure(Piece piece, RuntimeException cause);

    /**
     * A request was answered.
     *
     * @param texts how many it held
     * @param estimatedTokens how many tokens they have, as far as is known
     * @param answer what was answered
     */
    void answered(int texts, int estimatedTokens, Answer answer);

    /**
     * A request was refused and goes in two halves.
     *
     * @param texts how many it held
     * @param fault what the host said
     */
    void divided(int texts, EmbeddingException fault);
}
