package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.Caps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A text that is wanted more than once. */
class DuplicatesTest {
    private static final int DIMENSION = HostServer.DIMENSION;

    @Test
    void isSentOnceAndGivenToEachPosition() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            List<String> texts = List.of("a b", "c", "a b", "a b", "c", "d");
            EmbeddingResult result = client.embedAll(texts);
            assertThat(host.requests()).hasSize(1);
            assertThat(host.requests().get(0).inputs()).containsExactly("a b", "c", "d");
            for (int i = 0; i < texts.size(); i++) {
                assertThat(result.vector(i)).isEqualTo(TestVectors.of(texts.get(i), DIMENSION));
            }
            assertThat(result.usage().billedTokens()).isEqualTo(4);
            assertThat(result.usage().savedTokens()).isPositive();
            Arrays.fill(result.vector(0), 0);
            assertThat(result.vector(2)).isEqualTo(TestVectors.of("a b", DIMENSION));
            assertThat(result.vector(3)).isEqualTo(TestVectors.of("a b", DIMENSION));
        }
    }

    @Test
    void isSentOnceWhileInFlight() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            Reply good = Reply.good(Dialect.OPENAI, DIMENSION);
            CountDownLatch arrived = new CountDownLatch(1);
            host.next((exchange, request) -> {
                arrived.countDown();
                Reply.after(goOn, good).send(exchange, request);
            });
            CompletableFuture<EmbeddingResult> first = client.embedAllAsync(List.of("shared", "mine"));
            arrived.await();
            CountDownLatch other = new CountDownLatch(1);
            host.next((exchange, request) -> {
                good.send(exchange, request);
                other.countDown();
            });
            CompletableFuture<EmbeddingResult> second = client.embedAllAsync(List.of("yours", "shared"));
            other.await();
            goOn.countDown();
            float[] one = first.get().vector(0);
            float[] two = second.get().vector(1);
            assertThat(one).isEqualTo(TestVectors.of("shared", DIMENSION)).isNotSameAs(two);
            assertThat(two).isEqualTo(one);
            assertThat(second.get().vector(0)).isEqualTo(TestVectors.of("yours", DIMENSION));
            assertThat(host.requests()).hasSize(2);
            assertThat(host.requests().get(1).inputs()).containsExactly("yours");
            assertThat(second.get().usage().savedTokens()).isPositive();
        }
    }

    @Test
    void isSentAgainWhenWhoeverAskedGivesUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            Reply good = Reply.good(Dialect.OPENAI, DIMENSION);
            host.next((exchange, request) -> {
                arrived.countDown();
                Reply.after(never, good).send(exchange, request);
            });
            CompletableFuture<EmbeddingResult> first = client.embedAllAsync(List.of("shared"));
            arrived.await();
            CountDownLatch other = new CountDownLatch(1);
            host.next((exchange, request) -> {
                good.send(exchange, request);
                other.countDown();
            });
            CompletableFuture<EmbeddingResult> second = client.embedAllAsync(List.of("yours", "shared"));
            other.await();
            first.cancel(true);
            assertThat(second.get().vector(1)).isEqualTo(TestVectors.of("shared", DIMENSION));
            never.countDown();
        }
    }

    /** Duplicates, hits of others in flight, blank and refused texts in every order: each gets its own vector or none. */
    @Test
    void eachPositionGetsItsOwn() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        try (HostServer host = HostServer.start(Dialect.OPENROUTER);
                EmbeddingClient client =
                        Clients.of(host).caps(Caps.UNKNOWN.inputs(7)).build()) {
            Reply good = Reply.good(Dialect.OPENROUTER, DIMENSION);
            Reply refusal = Reply.error(400, "bad");
            host.usually((exchange, request) -> {
                boolean bad = request.inputs().stream().anyMatch(text -> text.startsWith("bad"));
                boolean overloaded = turn.incrementAndGet() % 13 == 0;
                Reply reply = overloaded ? Reply.status(529, "", "retry-after-ms", "0") : bad ? refusal : good;
                reply.send(exchange, request);
            });
            client.embed(List.of("warm up"));
            for (int seed = 0; seed < 150; seed++) {
                List<String> one = texts(new Random(seed));
                List<String> two = texts(new Random(-seed));
                CompletableFuture<EmbeddingResult> other = client.embedAllAsync(two);
                check(one, client.embedAll(one));
                check(two, other.get());
            }
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(20);
            texts.add(kind == 0 ? " " : kind == 1 ? "bad " + random.nextInt(3) : "text " + random.nextInt(20));
        }
        return texts;
    }

    private static void check(List<String> texts, EmbeddingResult result) {
        assertThat(result.size()).isEqualTo(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.isBlank() || text.startsWith("bad")) {
                assertThat(result.failures()).containsKey(i);
            } else {
                assertThat(result.vector(i)).as(text).isEqualTo(TestVectors.of(text, DIMENSION));
            }
        }
    }
}
