package io.vicinal.embedding.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that failed.
 *
 * @param host who was asked: a provider's name or a base URL
 * @param problem what went wrong, in the host's words if it said something; holds no key
 * @param status the HTTP status, or 0 if no answer arrived
 * @param code the host's own code or type of error, if it gave one
 * @param requestId what the host calls the request, if it told
 * @param retryAfter how long the host asks to wait, if it does
 */
public record Fault(
        String host,
        String problem,
        int status,
        @Nullable String code,
        @Nullable String requestId,
        @Nullable Duration retryAfter) {

    /**
     * Describes a request that got no answer.
     *
     * @param host who was asked
     * @param problem what went wrong
     * @return the description
     */
    public static Fault of(String host, String problem) {
        return new Fault(host, problem, 0, null, null, null);
    }

    /**
     * Adds the answer's status.
     *
     * @param status of HTTP
     * @return the description with that status
     */
    public Fault status(int status) {
        return new Fault(host, problem, status, code, requestId, retryAfter);
    }

    /**
     * Adds the host's own code.
     *
     * @param code its code or type of error, if there is one
     * @return the description with that code
     */
    public Fault code(@Nullable String code) {
        return new Fault(host, problem, status, code, requestId, retryAfter);
    }

    /**
     * Adds the name of the request.
     *
     * @param requestId the host's name for it, if there is one
     * @return the description with that name
     */
    public Fault requestId(@Nullable String requestId) {
        return new Fault(host, problem, status, code, requestId, retryAfter);
    }

    /**
     * Adds how long the host asks to wait.
     *
     * @param retryAfter the time, if it asks for one
     * @return the description with that time
     */
    public Fault retryAfter(@Nullable Duration retryAfter) {
        return new Fault(host, problem, status, code, requestId, retryAfter);
    }

    /** Returns one line with all of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(host);
        if (status != 0) {
            text.append(" answered ").append(status);
        }
        if (code != null) {
            text.append(" (").append(code).append(')');
        }
        text.append(": ").append(problem);
        if (requestId != null) {
            text.append(" [request ").append(requestId).append(']');
        }
        return text.toString();
    }
}
