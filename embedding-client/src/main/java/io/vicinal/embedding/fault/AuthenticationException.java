package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The key is missing, wrong, or not allowed to do this. */
public final class AuthenticationException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public AuthenticationException(Fault fault, @Nullable Throwable cause) {
        super(fault, false, cause);
    }
}
