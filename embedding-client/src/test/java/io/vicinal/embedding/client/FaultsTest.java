package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.ConnectionFailedException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.ModelNotFoundException;
import io.vicinal.embedding.fault.OverloadedException;
import io.vicinal.embedding.fault.RateLimitedException;
import io.vicinal.embedding.fault.RequestTimeoutException;
import io.vicinal.embedding.fault.ServerErrorException;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.RawHost;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.listener.RequestListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose status tells of an error. */
class FaultsTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(400, InvalidRequestException.class, false),
                Arguments.of(401, AuthenticationException.class, false),
                Arguments.of(402, InsufficientCreditException.class, false),
                Arguments.of(403, AuthenticationException.class, false),
                Arguments.of(404, ModelNotFoundException.class, false),
                Arguments.of(408, RequestTimeoutException.class, true),
                Arguments.of(413, InvalidRequestException.class, false),
                Arguments.of(422, InvalidRequestException.class, false),
                Arguments.of(429, RateLimitedException.class, true),
                Arguments.of(500, ServerErrorException.class, true),
                Arguments.of(502, ServerErrorException.class, true),
                Arguments.of(503, OverloadedException.class, true),
                Arguments.of(504, RequestTimeoutException.class, true),
                Arguments.of(524, RequestTimeoutException.class, true),
                Arguments.of(529, OverloadedException.class, true));
    }

    private static EmbeddingException fault(EmbeddingClient client) {
        return catchThrowableOfType(EmbeddingException.class, () -> client.embed(List.of("text")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachStatusHasItsException(int status, Class<?> type, boolean retryable) throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENROUTER);
                EmbeddingClient client = Clients.of(host).build()) {
            host.usually(Reply.status(
                    status,
                    "{\"error\":{\"code\":%d,\"message\":\"what is wrong\",\"type\":\"kind\"}}".formatted(status),
                    "x-request-id",
                    "req-77"));
            EmbeddingException fault = fault(client);
            assertThat(fault).isExactlyInstanceOf(type);
            assertThat(fault.status()).isEqualTo(status);
            assertThat(fault.code()).hasValue(String.valueOf(status));
            assertThat(fault.problem()).isEqualTo("what is wrong");
            assertThat(fault.requestId()).hasValue("req-77");
            assertThat(fault.retryable()).isEqualTo(retryable);
            assertThat(fault).hasMessageEndingWith("answered %d (%d): what is wrong [request req-77]", status, status);
            assertThat(host.requests()).hasSize(retryable ? 4 : 1);
        }
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":null}}", "m", "t"),
                Arguments.of("{\"error\":\"m\"}", "m", ""),
                Arguments.of("{\"object\":\"error\",\"message\":\"m\",\"type\":\"t\",\"code\":400}", "m", "400"),
                Arguments.of("{\"detail\":\"m\"}", "m", ""),
                Arguments.of("{\"detail\":[{\"loc\":[\"body\",\"input\"],\"msg\":\"m\",\"type\":\"t\"}]}", "m", ""),
                Arguments.of("{\"error\":\"m\",\"error_type\":\"validation\"}", "m", ""),
                Arguments.of("[{\"error\":{\"code\":400,\"message\":\"m\"}}]", "m", "400"),
                Arguments.of("<html><head><title>m</title></head></html>", "m", ""),
                Arguments.of("m\n\tm", "m m", ""),
                Arguments.of("{\"error\":{\"message\":\"m\"", "m", ""),
                Arguments.of("", "no message", ""),
                Arguments.of("\u0000\u0001", "no message", ""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void errorsAreUnderstoodInAllForms(String body, String message, String code) throws IOException {
        try (HostServer host = HostServer.start(Dialect.COMPATIBLE);
                EmbeddingClient client = Clients.of(host).build()) {
            host.usually(Reply.status(400, body));
            EmbeddingException fault = fault(client);
            assertThat(fault.problem()).isEqualTo(message);
            assertThat(fault.code().orElse("")).isEqualTo(code);
        }
    }

    @Test
    void anErrorThatFillsPagesIsCut() throws IOException {
        try (HostServer host = HostServer.start(Dialect.COMPATIBLE);
                EmbeddingClient client = Clients.of(host).build()) {
            host.usually(Reply.status(400, "word ".repeat(100_000)));
            assertThat(fault(client).problem()).hasSize(301).endsWith("…");
        }
    }

    @Test
    void aQuotaThatIsUsedUpIsNoRateLimit() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            host.usually(Reply.status(429, "{\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}"));
            assertThat(fault(client)).isInstanceOf(InsufficientCreditException.class);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void redirectionsAreNotFollowed() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                HostServer other = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            host.usually(Reply.status(307, "moved", "Location", other.url() + "/v1/embeddings"));
            assertThat(fault(client))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("307");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void theHostsWishIsGranted() throws IOException {
        List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client =
                        Clients.of(host).listener(new DelayListener(delays)).build()) {
            host.next(
                    Reply.status(429, "", "retry-after-ms", "3", "Retry-After", "30"),
                    Reply.status(529, "", "Retry-After", "0.002"),
                    Reply.status(503, "", "Retry-After", "3600"));
            client.embed(List.of("text"));
            assertThat(delays).containsExactly(Duration.ofMillis(3), Duration.ofMillis(2), Duration.ofMillis(5));
        }
    }

    /** The longest wait that is granted is 5 ms, and a random one is at most 4 ms. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 21 Nov 2026 10:00:00 GMT   | Sat, 21 Nov 2026 10:00:07 GMT     | 5",
                "Sat, 21 Nov 2026 10:00:00 GMT   | Saturday, 21-Nov-26 10:00:07 GMT  | 5",
                "Sat, 21 Nov 2026 10:00:00 GMT   | Sat Nov 21 10:00:07 2026          | 5",
                "Sun, 01 Nov 2026 10:00:00 GMT   | Sun Nov  1 10:00:07 2026          | 5",
                "Sat, 21 Nov 2026 10:00:00 GMT   | Sat, 21 Nov 2026 10:00:00 GMT     | 0",
                "Sat, 21 Nov 2026 10:00:00 GMT   | Sat, 21 Nov 2026 09:59:00 GMT     | 0",
                "no date                         | Sat, 21 Nov 2009 10:00:00 GMT     | 0",
                "no date                         | 0                                 | 0",
            })
    void aHostMayNameADate(String now, String date, int millis) throws IOException {
        List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
        try (RawHost host = RawHost.start(request ->
                        "HTTP/1.1 429 Slow\r\nConnection: close\r\nContent-Length: 0\r\nDate: %s\r\nRetry-After: %s\r\n\r\n"
                                .formatted(now, date));
                EmbeddingClient client = Clients.of(host.url())
                        .listener(new DelayListener(delays))
                        .build()) {
            assertThat(fault(client)).isInstanceOf(RateLimitedException.class);
            assertThat(delays).hasSize(3).containsOnly(Duration.ofMillis(millis));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "NaN", "Infinity", "99999999999999", "Sat, 99 Nov 2026 10:00:00 GMT"})
    void aWishThatNobodyUnderstandsIsNone(String value) throws IOException {
        List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client =
                        Clients.of(host).listener(new DelayListener(delays)).build()) {
            host.next(Reply.status(429, "", "Retry-After", value, "retry-after-ms", value));
            client.embed(List.of("text"));
            assertThat(delays)
                    .singleElement()
                    .satisfies(delay -> assertThat(delay).isLessThan(Duration.ofMillis(5)));
        }
    }

    private record DelayListener(List<Duration> delays) implements RequestListener {
        @Override
        public void retrying(EmbeddingException fault, int attempt, Duration delay) {
            delays.add(delay);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 two hundred\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n"
            })
    void whatIsNoHttpIsABrokenConnection(String answer) throws IOException {
        try (RawHost host = RawHost.start(request -> answer);
                EmbeddingClient client = Clients.of(host.url()).build()) {
            EmbeddingException fault = fault(client);
            assertThat(fault).isInstanceOf(ConnectionFailedException.class);
            assertThat(fault.retryable()).isTrue();
        }
    }

    @Test
    void nobodyListening() throws IOException {
        EmbeddingClient client;
        try (HostServer host = HostServer.start(Dialect.COMPATIBLE)) {
            client = Clients.of(host).build();
        }
        try (client) {
            EmbeddingException fault = fault(client);
            assertThat(fault).isInstanceOf(ConnectionFailedException.class);
            assertThat(fault.status()).isZero();
            assertThat(fault.retryable()).isTrue();
        }
    }
}
