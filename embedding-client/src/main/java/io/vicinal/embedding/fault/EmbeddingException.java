package io.vicinal.embedding.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host gave no vector. The message says who was asked, what was answered, and how the host names the request. */
public abstract sealed class EmbeddingException extends RuntimeException
        permits AuthenticationException,
                ConnectionFailedException,
                InsufficientCreditException,
                InvalidRequestException,
                MalformedResponseException,
                ModelNotFoundException,
                OverloadedException,
                RateLimitedException,
                RequestTimeoutException,
                ServerErrorException {
    private static final long serialVersionUID = 1;

    /** Of HTTP, or 0. */
    private final int status;

    /** The host's own. */
    private final @Nullable String code;

    /** In the host's words. */
    private final String problem;

    /** The host's name for the request. */
    private final @Nullable String requestId;

    /** How long to wait. */
    private final @Nullable Duration retryAfter;

    /** Whether another try may succeed. */
    private final boolean retryable;

    EmbeddingException(Fault fault, boolean retryable, @Nullable Throwable cause) {
        super(fault.toString(), cause);
        this.status = fault.status();
        this.code = fault.code();
        this.problem = fault.problem();
        this.requestId = fault.requestId();
        this.retryAfter = fault.retryAfter();
        this.retryable = retryable;
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status, or 0 if no answer arrived
     */
    public int status() {
        return status;
    }

    /**
     * Returns the host's own code or type of error.
     *
     * @return the code, if the host gave one
     */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /**
     * Returns what the host said, or what went wrong where it said nothing.
     *
     * @return the message without host, status and request
     */
    public String problem() {
        return problem;
    }

    /**
     * Returns how the host names the request; its support asks for that.
     *
     * @return the name, if the host told
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns how long the host asks to wait before the next request.
     *
     * @return the time, if the host asks for one
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Tells whether the same request may succeed later.
     *
     * @return whether it can be retried
     */
    public boolean retryable() {
        return retryable;
    }
}
