package io.vicinal.embedding.batch;

import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.wire.Answer;
import java.util.List;

/** Sends a request, again if that may help. */
@FunctionalInterface
public interface Sender {
    /**
     * Asks for vectors.
     *
     * @param batch the texts of one request
     * @param admission run each time the request's turn has come, before it is sent; what it throws is thrown and nothing sent
     * @return the answer
     * @throws io.vicinal.embedding.fault.EmbeddingException if there is none
     */
    Answer ask(List<Piece> batch, Runnable admission);
}
