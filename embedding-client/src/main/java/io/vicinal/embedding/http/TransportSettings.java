package io.vicinal.embedding.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How requests are sent.
 *
 * @param host its name in messages
 * @param plain whether it is spoken to without encryption
 * @param key sent with each request, if there is one
 * @param headers sent with each request
 * @param concurrency requests at the same time
 * @param connectTimeout until there is a connection
 * @param timeout from the first byte sent to the last byte read
 * @param maxBytes of an answer, unpacked
 * @param backoff when what failed is sent again
 * @param limits a minute
 * @param http changes the HTTP client that is used, for instance its proxy
 */
public record TransportSettings(
        String host,
        boolean plain,
        @Nullable ApiKey key,
        Map<String, String> headers,
        int concurrency,
        Duration connectTimeout,
        Duration timeout,
        long maxBytes,
        Backoff backoff,
        RateLimits limits,
        UnaryOperator<HttpClient.Builder> http) {
    /** Returns the host and the names of the headers; their values may be secrets. */
    @Override
    public String toString() {
        return "%s %s".formatted(host, headers.keySet());
    }
}
