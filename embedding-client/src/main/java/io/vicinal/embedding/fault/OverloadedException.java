package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The host, or the provider behind it, has no room for the request now. */
public final class OverloadedException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public OverloadedException(Fault fault, @Nullable Throwable cause) {
        super(fault, true, cause);
    }
}
