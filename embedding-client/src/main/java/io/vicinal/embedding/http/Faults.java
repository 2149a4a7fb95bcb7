package io.vicinal.embedding.http;

import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.ConnectionFailedException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.Fault;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.fault.ModelNotFoundException;
import io.vicinal.embedding.fault.OverloadedException;
import io.vicinal.embedding.fault.RateLimitedException;
import io.vicinal.embedding.fault.RequestTimeoutException;
import io.vicinal.embedding.fault.ServerErrorException;
import io.vicinal.embedding.wire.ErrorBody;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of what a host answers and of what happens on the way. Secrets are taken out of all of them. */
public final class Faults {
    private static final List<String> REQUEST_ID_HEADERS =
            List.of("x-request-id", "request-id", "x-generation-id", "x-amzn-requestid", "cf-ray");

    private static final Pattern STATUS = Pattern.compile("[45][0-9][0-9]");

    private static final int MAX_MESSAGE = 300;

    private final String host;
    private final Secrets secrets;
    private final InstantSource clock;

    /**
     * Makes faults for a host.
     *
     * @param host its name in messages
     * @param secrets that messages must not hold
     * @param clock tells how far dates are away
     */
    Faults(String host, Secrets secrets, InstantSource clock) {
        this.host = host;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** An answer with a status that tells of an error. */
    EmbeddingException status(int status, ErrorBody error, HttpHeaders headers) {
        return exception(status, fault(error.message(), status, headers).code(code(error)));
    }

    /** An answer with a good status whose body tells of an error, which may have a status of its own for a code. */
    EmbeddingException inBody(int status, ErrorBody error, HttpHeaders headers) {
        @Nullable String code = error.code();
        boolean hasStatus = code != null && STATUS.matcher(code).matches();
        int meant = code != null && hasStatus ? Integer.parseInt(code) : status;
        Fault fault = fault(error.message(), status, headers).code(code(error));
        return hasStatus ? exception(meant, fault) : named(String.valueOf(code), fault);
    }

    /** An answer with a good status that is none. What its reader quotes of it stays behind, for it may be the key. */
    EmbeddingException malformed(int status, String problem, boolean incomplete, HttpHeaders headers) {
        return new MalformedResponseException(fault(problem, status, headers), incomplete, null);
    }

    /**
     * A vector of an answer that is none.
     *
     * @param problem what is wrong with it
     * @return the exception
     */
    public EmbeddingException vector(String problem) {
        return new MalformedResponseException(Fault.of(host, "the vector can't be used: " + problem), false, null);
    }

    /** No whole answer in time. */
    EmbeddingException timeout(Duration limit, @Nullable Throwable cause) {
        String problem = "no whole answer within %d ms".formatted(limit.toMillis());
        return new RequestTimeoutException(Fault.of(host, problem), harmless(cause));
    }

    /** No connection, or one that was cut. */
    EmbeddingException connection(IOException cause) {
        @Nullable String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        String problem = message == null ? kind : kind + ": " + redact(message);
        return new ConnectionFailedException(Fault.of(host, "the connection failed: " + problem), harmless(cause));
    }

    /** What the JDK quotes of an answer that is no HTTP may be the key: such a cause stays behind. */
    private @Nullable Throwable harmless(@Nullable Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            String words = String.valueOf(one.getMessage());
            if (!redact(words).equals(words)) {
                return null;
            }
        }
        return cause;
    }

    private Fault fault(String problem, int status, HttpHeaders headers) {
        return Fault.of(host, shortened(redact(problem)))
                .status(status)
                .requestId(requestId(headers))
                .retryAfter(RetryAfter.of(headers, clock.instant()));
    }

    private static EmbeddingException exception(int status, Fault fault) {
        return switch (status) {
            case 401, 403 -> new AuthenticationException(fault, null);
            case 402 -> new InsufficientCreditException(fault, null);
            case 404 -> new ModelNotFoundException(fault, null);
            case 408, 504, 524 -> new RequestTimeoutException(fault, null);
            case 429 -> rateLimited(fault);
            case 503, 529 -> new OverloadedException(fault, null);
            default -> status >= 500 ? new ServerErrorException(fault, null) : new InvalidRequestException(fault, null);
        };
    }

    /** The words that OpenAI has for codes; whoever has others is asked again. */
    private static EmbeddingException named(String code, Fault fault) {
        return switch (code) {
            case "invalid_request_error" -> new InvalidRequestException(fault, null);
            case "invalid_api_key" -> new AuthenticationException(fault, null);
            case "insufficient_quota" -> new InsufficientCreditException(fault, null);
            case "model_not_found" -> new ModelNotFoundException(fault, null);
            case "rate_limit_exceeded" -> new RateLimitedException(fault, null);
            default -> new ServerErrorException(fault, null);
        };
    }

    /** OpenAI answers 429 too when the account's quota is used up, which no waiting helps. */
    private static EmbeddingException rateLimited(Fault fault) {
        return "insufficient_quota".equals(fault.code())
                ? new InsufficientCreditException(fault, null)
                : new RateLimitedException(fault, null);
    }

    private @Nullable String requestId(HttpHeaders headers) {
        for (String name : REQUEST_ID_HEADERS) {
            @Nullable String value = headers.firstValue(name).orElse(null);
            if (value != null) {
                return shortened(redact(value));
            }
        }
        return null;
    }

    /** Only what holds no key any more may be cut. */
    private static String shortened(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private @Nullable String code(ErrorBody error) {
        @Nullable String code = error.code();
        return code == null ? null : shortened(redact(code));
    }

    private String redact(String text) {
        return secrets.redact(text);
    }
}
