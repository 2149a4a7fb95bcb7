package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** No whole answer arrived in time, or the host gave up waiting for the provider behind it. */
public final class RequestTimeoutException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param cause what it came from, if anything
     */
    public RequestTimeoutException(Fault fault, @Nullable Throwable cause) {
        super(fault, true, cause);
    }
}
