package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The host failed. */
public final class ServerErrorException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public ServerErrorException(Fault fault, @Nullable Throwable cause) {
        super(fault, true, cause);
    }
}
