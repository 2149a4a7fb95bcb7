package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.RawHost;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches all that is ever said for the key: exceptions with their causes, logs, what listeners are told, what objects print. Every
 * host here repeats the key and a header's value wherever it can.
 */
class SecretsTest {
    private static final String KEY = Clients.KEY;
    private static final String HEADER = "private-header-value";
    private static final List<String> TEXTS = List.of("one", "two");
    private static final String ECHO = "Incorrect API key provided: " + KEY + " (" + HEADER + ")";

    private final Overheard overheard = Overheard.start();
    private final HostServer host = start();
    private final EmbeddingClient client = client(Clients.of(host));

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.OPENROUTER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddingClient client(EmbeddingClientBuilder builder) {
        return builder.header("X-Private", HEADER)
                .sending(how -> how.retries(1).timeouts(Duration.ofSeconds(5), Duration.ofMillis(150)))
                .listener(overheard)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
        overheard.close();
    }

    private void drive(EmbeddingClient asked) {
        overheard.thrown(catchThrowable(() -> asked.embed(TEXTS)));
        asked.embedAll(TEXTS).failures().values().forEach(overheard::thrown);
        overheard.object(asked);
    }

    private void nothingIsSaid() {
        assertThat(overheard.all()).isNotEmpty().doesNotContain(KEY).doesNotContain(HEADER);
        assertThat(host.requests()).allSatisfy(request -> {
            assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
            Received rest = new Received(request.method(), request.path(), Map.of(), request.fields());
            assertThat(rest.toString()).doesNotContain(KEY).doesNotContain(HEADER);
            assertThat(request.headers().values().stream().filter(value -> value.contains(KEY)))
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504, 524, 529})
    void faultsDoNotRepeatThem(int status) {
        for (String body : List.of(
                "{\"error\":{\"code\":\"%1$s\",\"message\":\"%1$s\",\"type\":\"%1$s\"}}".formatted(ECHO),
                "{\"detail\":[{\"msg\":\"%s\"}]}".formatted(ECHO.replace("s", "\\u0073")),
                "<html>" + ECHO + "</html>",
                ECHO)) {
            host.usually(Reply.status(status, body, "x-request-id", ECHO, "Location", "/" + KEY));
            drive(client);
            overheard.thrown(catchThrowable(client::listModels));
        }
        nothingIsSaid();
        assertThat(overheard.all()).contains("sk-…" + KEY.substring(KEY.length() - 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":401,\"message\":\"%s\"}}",
                "{\"error\":\"%s\"}",
                "{\"data\":[{\"embedding\":\"%s\"},{\"embedding\":[\"%1$s\"]}]}",
                "{\"data\":[{\"embedding\":%s}]}",
                "%s",
                "{\"%s\":"
            })
    void badAnswersDoNotRepeatThem(String body) {
        host.usually(Reply.status(200, body.formatted(ECHO)));
        drive(client);
        overheard.thrown(catchThrowable(client::listModels));
        host.usually(Reply.status(200, body.formatted(KEY), "Content-Encoding", "gzip"));
        drive(client);
        nothingIsSaid();
    }

    @Test
    void goodAnswersDoNotRepeatThem() {
        host.usually(Reply.json(request -> Answers.of(Dialect.COMPATIBLE, request.inputs(), 8)
                .replace("served-model", ECHO)
                .replace("embd-1", ECHO)));
        overheard.said(client.embedAll(TEXTS).answers().toString());
        overheard.object(client);
        nothingIsSaid();
    }

    @Test
    void brokenConnectionsDoNotRepeatThem() {
        CountDownLatch never = new CountDownLatch(1);
        host.usually(Reply.cut(request -> ECHO.repeat(10)));
        drive(client);
        host.usually(Reply.stalled(request -> ECHO.repeat(10), never));
        drive(client);
        never.countDown();
        host.close();
        drive(client);
        client.close();
        overheard.thrown(catchThrowable(() -> client.embed(TEXTS)));
        nothingIsSaid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\r\n\r\n",
                "HTTP/1.1 %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Echo: \u0001%s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"
            })
    void whatIsNoHttpIsNotRepeated(String form) throws IOException {
        UnaryOperator<String> answer = head -> {
            assertThat(head).contains(KEY, HEADER);
            return form.formatted("Bearer " + ECHO);
        };
        try (RawHost raw = RawHost.start(answer);
                EmbeddingClient asking = client(Clients.of(raw.url()))) {
            drive(asking);
        }
        nothingIsSaid();
    }

    @Test
    void mistakesDoNotRepeatThem() {
        EmbeddingClientBuilder builder = Clients.of(host);
        for (String bad : List.of(KEY + "\n" + KEY, KEY + "ä", "\u0000" + KEY)) {
            overheard.thrown(catchThrowable(() -> builder.apiKey(bad)));
            overheard.thrown(catchThrowable(() -> builder.header("X-Private", bad)));
        }
        overheard.thrown(catchThrowable(() -> builder.header("Authorization", KEY)));
        overheard.thrown(
                catchThrowable(() -> EnvironmentKey.of(Dialect.OPENAI.provider(), variable -> KEY + "\u0001" + KEY)));
        overheard.object(builder);
        overheard.object(builder.apiKey(KEY).header("X-Private", HEADER));
        nothingIsSaid();
    }
}
