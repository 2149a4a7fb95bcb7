package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The account has no credit or quota left. */
public final class InsufficientCreditException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public InsufficientCreditException(Fault fault, @Nullable Throwable cause) {
        super(fault, false, cause);
    }
}
