package io.vicinal.embedding.fault;

import org.jspecify.annotations.Nullable;

/** The answer says that all is well but holds no usable vector: no JSON, too few vectors, a wrong length, NaN, all zeros. */
public final class MalformedResponseException extends EmbeddingException {
    private static final long serialVersionUID = 1;

    /**
     * Reports it.
     *
     * @param fault what is known
     * @param retryable whether the answer may be better next time, such as one that ends early
     * @param cause what it came from, if anything
     */
    public MalformedResponseException(Fault fault, boolean retryable, @Nullable Throwable cause) {
        super(fault, retryable, cause);
    }
}
