package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** Too many requests or tokens in too short a time. */
public final class RateLimitedException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public RateLimitedException(Fault fault, @Nullable Throwable cause) {
        super(fault, true, cause);
    }
}
