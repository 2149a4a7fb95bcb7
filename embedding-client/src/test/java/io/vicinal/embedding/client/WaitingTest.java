package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.RequestTimeoutException;
import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.provider.Caps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that take their time. */
class WaitingTest {
    private static EmbeddingClient impatient(HostServer host) {
        return Clients.of(host)
                .sending(how -> how.retries(0).timeouts(Duration.ofSeconds(5), Duration.ofMillis(200)))
                .build();
    }

    @Test
    void aHostThatSaysNothingIsLeft() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = impatient(host)) {
            host.usually(Reply.after(never, Reply.good(Dialect.OPENAI, 8)));
            assertThatThrownBy(() -> client.embed(List.of("text")))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("no whole answer within 200 ms");
            never.countDown();
        }
    }

    @Test
    void aBodyThatStopsIsLeft() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = impatient(host)) {
            host.usually(Reply.stalled(request -> Answers.of(Dialect.OPENAI, request.inputs(), 8), never));
            assertThatThrownBy(() -> client.embed(List.of("text"))).isInstanceOf(RequestTimeoutException.class);
            never.countDown();
        }
    }

    @Test
    void onlySoManyRequestsAreUnderWay() throws IOException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host)
                        .caps(Caps.UNKNOWN.inputs(1))
                        .sending(how -> how.concurrency(3))
                        .build()) {
            Reply good = Reply.good(Dialect.OPENAI, 8);
            host.usually((exchange, request) -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                three.countDown();
                // The first three are all there before any is answered.
                Reply.after(three, (again, same) -> now.decrementAndGet()).send(exchange, request);
                good.send(exchange, request);
            });
            List<String> texts =
                    IntStream.range(0, 40).mapToObj(i -> "text " + i).toList();
            assertThat(client.embedAll(texts).complete()).isTrue();
            assertThat(most.get()).isEqualTo(3);
        }
    }

    @Test
    void anInterruptedCallKeepsWhatItHas() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<EmbeddingResult> result = new AtomicReference<>();
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host)
                        .caps(Caps.UNKNOWN.inputs(1))
                        .sending(how -> how.concurrency(1))
                        .build()) {
            CountDownLatch second = new CountDownLatch(1);
            Reply good = Reply.good(Dialect.OPENAI, 8);
            host.next(good, (exchange, request) -> {
                second.countDown();
                Reply.after(never, good).send(exchange, request);
            });
            AtomicReference<Boolean> stillMarked = new AtomicReference<>(false);
            Thread caller = Thread.ofVirtual().start(() -> {
                result.set(client.embedAll(List.of("a", "b", "c")));
                stillMarked.set(Thread.currentThread().isInterrupted());
            });
            second.await();
            caller.interrupt();
            caller.join();
            assertThat(result.get().failures())
                    .hasSize(2)
                    .allSatisfy((position, cause) -> assertThat(cause).isInstanceOf(CancellationException.class));
            assertThat(result.get().usage().answers()).isEqualTo(1);
            assertThat(stillMarked.get()).isTrue();
            never.countDown();
        }
    }

    static Stream<Consumer<Sending>> limits() {
        return Stream.of(how -> how.perMinute(1, 0), how -> how.perMinute(0, 1));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void limitsAMinuteHoldRequestsBack(Consumer<Sending> limits) throws Exception {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient unlimited = Clients.of(host).build();
                EmbeddingClient limited = Clients.of(host).sending(limits).build()) {
            assertThat(limited.embedAll(List.of("first")).complete()).isTrue();
            AtomicReference<EmbeddingResult> second = new AtomicReference<>();
            Thread caller = Thread.ofPlatform().start(() -> second.set(limited.embedAll(List.of("second"))));
            while (caller.isAlive() && caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            unlimited.embed(List.of("third"));
            caller.interrupt();
            caller.join();
            assertThat(second.get().failures().get(0)).isInstanceOf(CancellationException.class);
            assertThat(host.requests().stream().map(Received::inputs))
                    .containsExactly(List.of("first"), List.of("third"));
        }
    }

    @Test
    void aClosedClientSaysSo() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI)) {
            EmbeddingClient client = Clients.of(host).build();
            client.close();
            assertThatThrownBy(() -> client.embedAll(List.of("text")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
        }
    }
}
