package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The host refuses what it was sent: a text, a field, or the size of the request. Sent again it would be refused again. */
public final class InvalidRequestException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public InvalidRequestException(Fault fault, @Nullable Throwable cause) {
        super(fault, false, cause);
    }
}
