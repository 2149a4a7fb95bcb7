package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The host could not be reached, or the connection was cut before the answer was whole. */
public final class ConnectionFailedException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public ConnectionFailedException(Fault fault, @Nullable Throwable cause) {
        super(fault, true, cause);
    }
}
