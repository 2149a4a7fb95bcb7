package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The host has no such model, or none for embeddings, or nothing is served under this URL. */
public final class ModelNotFoundException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public ModelNotFoundException(Fault fault, @Nullable Throwable cause) {
        super(fault, false, cause);
    }
}
