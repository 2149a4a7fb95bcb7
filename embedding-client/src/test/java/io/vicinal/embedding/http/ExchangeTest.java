package io.vicinal.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.fault.OverloadedException;
import io.vicinal.embedding.fault.RequestTimeoutException;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request and its answer: time and size. Alarms go off when the test wants it. */
class ExchangeTest {
    private static final int MAX_BYTES = 10_000;

    private final HostServer host = start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore permits = new Semaphore(1);
    private final Queue<Runnable> alarms = new ConcurrentLinkedQueue<>();
    private final Exchange exchange = new Exchange(
            http,
            permits,
            (delay, task) -> {
                alarms.add(task);
                return new CompletableFuture<>();
            },
            Duration.ofMinutes(1),
            MAX_BYTES,
            new Faults("the host", new Secrets(null, List.of()), InstantSource.system()));

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.OPENAI);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        host.close();
    }

    private String send() {
        return exchange.send(() -> HttpRequest.newBuilder(URI.create(host.url())), ExchangeTest::text);
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void timeDoesNotRunWhileARequestWaitsForItsTurn() throws Exception {
        host.usually(Reply.status(200, "good"));
        permits.acquire();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> answer.complete(send()));
        while (caller.isAlive() && caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(alarms).isEmpty();
        assertThat(host.requests()).isEmpty();
        permits.release();
        assertThat(answer.get()).isEqualTo("good");
        assertThat(alarms).hasSize(1);
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void aBodyIsLeftWhenTheTimeIsUp() {
        CountDownLatch never = new CountDownLatch(1);
        host.usually(Reply.stalled(request -> "half of this", never));
        assertThatThrownBy(() -> exchange.send(() -> HttpRequest.newBuilder(URI.create(host.url())), body -> {
                    body.readNBytes(6);
                    alarms.remove().run();
                    return text(body);
                }))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("no whole answer within 60000 ms");
        never.countDown();
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void noAnswerIsLongerThanTheLimit() {
        host.next(Reply.status(200, "x".repeat(MAX_BYTES)));
        assertThat(send()).hasSize(MAX_BYTES);
        String tooLong = "x".repeat(MAX_BYTES + 1);
        host.next(Reply.status(200, tooLong), Reply.chunked(request -> tooLong), Reply.gzip(request -> tooLong));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::send)
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("the answer has more than 10000 bytes")
                    .extracting(fault -> ((EmbeddingException) fault).retryable())
                    .isEqualTo(false);
        }
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void aStatusCountsWhateverIsWrongWithItsBody() {
        host.next(
                Reply.status(503, "this is not packed", "Content-Encoding", "gzip"),
                Reply.status(529, "", "Content-Encoding", "gzip"),
                Reply.status(400, "x".repeat(1 << 20)));
        assertThatThrownBy(this::send).isInstanceOf(OverloadedException.class).hasMessageContaining("503");
        assertThatThrownBy(this::send).isInstanceOf(OverloadedException.class).hasMessageContaining("529");
        assertThatThrownBy(this::send).isInstanceOf(InvalidRequestException.class);
    }
}
