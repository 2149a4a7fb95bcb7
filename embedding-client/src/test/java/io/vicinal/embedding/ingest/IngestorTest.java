package io.vicinal.embedding.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.CachedModel;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.cache.InMemoryEmbeddingCache;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.embedding.chunk.Chunker;
import io.vicinal.embedding.client.EmbeddingClient;
import io.vicinal.embedding.client.EmbeddingClientBuilder;
import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.OverloadedException;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.Provider;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestorTest {
    private final HostServer host;
    private final EmbeddingCache cache = InMemoryEmbeddingCache.create(CacheOptions.defaults());
    private final EmbeddingModel model;
    private final Taken taken = new Taken();

    IngestorTest() throws IOException {
        host = HostServer.start(Dialect.COMPATIBLE);
        model = CachedModel.of(client(host).build(), cache);
    }

    @AfterEach
    void close() throws IOException {
        model.close();
        cache.close();
        host.close();
    }

    private static EmbeddingClientBuilder client(HostServer host) {
        return EmbeddingClient.builder(Provider.compatible(host.url()))
                .model("test-model")
                .sending(how -> how.retries(2).waits(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(2)));
    }

    /** Writes down what comes, and checks each vector. */
    private static final class Taken implements IngestSink<String> {
        final List<String> chunks = new ArrayList<>();
        final List<String> documents = new ArrayList<>();
        final List<String> failures = new ArrayList<>();

        @Override
        public void accept(String document, Chunk chunk, float[] vector) {
            assertThat(vector).isEqualTo(TestVectors.of(chunk.text(), HostServer.DIMENSION));
            chunks.add(chunk.text());
            documents.add(document);
        }

        @Override
        public void failed(String document, Chunk chunk, RuntimeException cause) {
            failures.add(chunk.text() + ": " + cause.getMessage());
        }
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    private IngestAccount ingest(Ingestor ingestor, List<String> documents) throws IOException {
        return ingestor.ingest(documents.iterator(), Function.identity(), taken);
    }

    /** Good answers, but for requests with a text that the host does not like. */
    private static Reply picky(String disliked) {
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        Reply bad = Reply.error(400, "no such text");
        return (exchange, request) -> (request.inputs().contains(disliked) ? bad : good).send(exchange, request);
    }

    @Test
    void vectorsComeInTheOrderOfTheDocumentsHoweverLateTheyAre() throws IOException {
        CountDownLatch others = new CountDownLatch(10);
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        host.usually((exchange, request) -> {
            if (request.inputs().contains("text 0")) {
                Reply.after(others, good).send(exchange, request);
            } else {
                others.countDown();
                good.send(exchange, request);
            }
        });
        List<IngestAccount> accounts = new ArrayList<>();
        IngestAccount account =
                ingest(Ingestor.of(model).batchSize(5).concurrency(4).progress(accounts::add), texts(103));
        assertThat(taken.chunks).isEqualTo(texts(103));
        assertThat(account.documents()).isEqualTo(103);
        assertThat(account.embedded()).isEqualTo(103);
        assertThat(account.usage().billedTokens()).isPositive();
        assertThat(accounts)
                .extracting(IngestAccount::chunks)
                .isSorted()
                .endsWith(103L)
                .hasSize(21);
        assertThat(host.requests())
                .hasSize(21)
                .allMatch(request -> request.inputs().size() <= 5);
    }

    @Test
    void documentsAreCutIntoChunks() throws IOException {
        List<String> documents = List.of("One sentence here. Another one there. A third.", "Short.");
        IngestAccount account = ingest(Ingestor.of(model).chunker(Chunker.characters(20)), documents);
        assertThat(taken.chunks).containsExactly("One sentence here.", "Another one there.", "A third.", "Short.");
        assertThat(taken.documents)
                .containsExactly(documents.get(0), documents.get(0), documents.get(0), documents.get(1));
        assertThat(account.documents()).isEqualTo(2);
        assertThat(account.chunks()).isEqualTo(4);
    }

    @Test
    void whatHasBeenEmbeddedCostsNothingAgain() throws IOException {
        host.usually(picky("text 7"));
        IngestAccount first = ingest(Ingestor.of(model).batchSize(10), texts(40));
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.embedded()).isEqualTo(39);
        assertThat(taken.failures)
                .singleElement()
                .asString()
                .startsWith("text 7: ")
                .contains("no such text");
        assertThat(taken.chunks).hasSize(39).doesNotContain("text 7");

        int before = host.requests().size();
        host.usually(Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION));
        taken.chunks.clear();
        IngestAccount second = ingest(Ingestor.of(model).batchSize(10), texts(40));
        assertThat(taken.chunks).isEqualTo(texts(40));
        assertThat(second.cached()).isEqualTo(39);
        assertThat(second.embedded()).isEqualTo(1);
        assertThat(second.hitRate()).isEqualTo(39 / 40d);
        assertThat(second.usage().savedTokens()).isPositive();
        assertThat(host.requests().subList(before, host.requests().size()))
                .singleElement()
                .extracting(Received::inputs)
                .isEqualTo(List.of("text 7"));
    }

    @Test
    void blankDocumentsAreLeftToTheModel() throws IOException {
        IngestAccount account = ingest(Ingestor.of(model), List.of("a", " \n", ""));
        assertThat(account.failed()).isEqualTo(2);
        assertThat(taken.failures).containsExactly(" \n: the text is blank", ": the text is blank");
    }

    @Test
    void aKeyThatIsNotAcceptedEndsTheRunAtOnce() {
        host.usually(Reply.error(401, "no such key"));
        assertThatThrownBy(() -> ingest(Ingestor.of(model).batchSize(1).concurrency(2), texts(1000)))
                .isInstanceOf(AuthenticationException.class);
        assertThat(taken.failures).isEmpty();
        assertThat(host.requests()).hasSizeLessThan(20);
    }

    @Test
    void aHostOutOfReachEndsTheRunSoon() {
        host.usually(Reply.error(529, "come back tomorrow"));
        assertThatThrownBy(() -> ingest(Ingestor.of(model).batchSize(2).concurrency(1), texts(1000)))
                .isInstanceOf(OverloadedException.class);
        assertThat(host.requests()).hasSizeLessThan(40);
    }

    /** All is refused, and each text would be sent alone: a field that the host does not know, for instance. */
    @Test
    void aHostThatRefusesEverythingEndsTheRunSoon() {
        host.usually(Reply.error(400, "no such field"));
        assertThatThrownBy(() -> ingest(Ingestor.of(model).batchSize(50).concurrency(1), texts(10_000)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(host.requests()).hasSizeLessThan(100);
    }

    @Test
    void manyBadTextsBetweenTextsAtHandAreNoReasonToEnd() throws IOException {
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        Reply bad = Reply.error(400, "no such text");
        host.usually((exchange, request) ->
                (request.inputs().stream().anyMatch(text -> text.endsWith("0")) ? bad : good).send(exchange, request));
        ingest(Ingestor.of(model).batchSize(10).concurrency(4), texts(1500));
        IngestAccount again = ingest(Ingestor.of(model).batchSize(10).concurrency(4), texts(1500));
        assertThat(again.failed()).isEqualTo(150);
        assertThat(again.cached()).isEqualTo(1350);
    }

    @Test
    void textsAtHandAreNoReasonToGoOn() throws IOException {
        ingest(Ingestor.of(model), texts(1));
        host.usually(Reply.error(529, "come back tomorrow"));
        List<String> mixed = new ArrayList<>();
        texts(1000).forEach(text -> mixed.addAll(List.of(text, "text 0")));
        assertThatThrownBy(() -> ingest(Ingestor.of(model).batchSize(10).concurrency(1), mixed))
                .isInstanceOf(OverloadedException.class);
    }

    @Test
    void whatHasBeenSentIsKeptWhenTheRunEnds() {
        CountDownLatch refused = new CountDownLatch(1);
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        host.usually((exchange, request) -> {
            if (request.inputs().contains("text 0")) {
                Reply.error(402, "no credit").send(exchange, request);
                refused.countDown();
            } else {
                Reply.after(refused, good).send(exchange, request);
            }
        });
        assertThatThrownBy(() -> ingest(Ingestor.of(model).batchSize(1).concurrency(4), texts(4)))
                .isInstanceOf(InsufficientCreditException.class);
        assertThat(texts(4).stream().filter(model::isAtHand)).hasSize(3);
    }

    @Test
    void aFewLostBatchesEndNothing() throws IOException {
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        host.usually((exchange, request) -> {
            int number = Integer.parseInt(request.inputs().get(0).substring("text ".length()));
            (number % 3 == 2 ? good : Reply.error(529, "busy")).send(exchange, request);
        });
        IngestAccount account = ingest(Ingestor.of(model).batchSize(1).concurrency(1), texts(30));
        assertThat(account.embedded()).isEqualTo(10);
        assertThat(account.failed()).isEqualTo(20);
    }

    @Test
    void documentsAreReadAsFastAsTheyAreEmbedded() throws IOException {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger furthest = new AtomicInteger();
        Iterator<String> documents =
                texts(2000).stream().peek(text -> read.incrementAndGet()).iterator();
        IngestSink<String> sink = (document, chunk, vector) -> {
            taken.accept(document, chunk, vector);
            furthest.accumulateAndGet(read.get() - taken.chunks.size(), Math::max);
        };
        Ingestor.of(model).batchSize(4).concurrency(2).ingest(documents, Function.identity(), sink);
        assertThat(taken.chunks).hasSize(2000);
        assertThat(furthest.get()).isLessThan(50);
    }

    @Test
    void whatTheSinkThrowsEndsTheRun() {
        IngestSink<String> full = (document, chunk, vector) -> {
            throw new IOException("the disk is full");
        };
        assertThatThrownBy(
                        () -> Ingestor.of(model).batchSize(1).ingest(texts(1000).iterator(), Function.identity(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThat(host.requests()).hasSizeLessThan(200);
    }

    @Test
    void anInterruptedRunEndsAndKeepsWhatHasCome() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch kept = new CountDownLatch(1);
        Reply good = Reply.good(Dialect.COMPATIBLE, HostServer.DIMENSION);
        host.usually((exchange, request) -> {
            if (request.inputs().contains("text 10")) {
                reached.countDown();
                Reply.after(never, good).send(exchange, request);
            } else {
                good.send(exchange, request);
            }
        });
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                Ingestor.of(model)
                        .batchSize(10)
                        .concurrency(2)
                        .progress(account -> kept.countDown())
                        .ingest(texts(100).iterator(), Function.identity(), taken);
            } catch (IOException e) {
                thrown.add(e);
            }
        });
        thread.start();
        reached.await();
        kept.await();
        thread.interrupt();
        thread.join();
        never.countDown();
        assertThat(thrown).singleElement().isInstanceOf(InterruptedIOException.class);
        assertThat(model.isAtHand("text 9")).isTrue();
        assertThat(model.isAtHand("text 10")).isFalse();
    }

    @Test
    void aDryRunTellsWhatItWouldTake() throws IOException {
        ingest(Ingestor.of(model), texts(3));
        int before = host.requests().size();
        List<String> documents = List.of("text 0", "new", "new", " ", "text 2", "newer");
        DryRun plan = Ingestor.of(model).dryRun(documents.iterator(), Function.identity());
        int news = model.tokenCounter().count("new");
        int newer = model.tokenCounter().count("newer");
        int known = model.tokenCounter().count("text 0");
        assertThat(plan).isEqualTo(new DryRun(6, 6, 1, 3, 2 * known + 2 * news + newer, news + newer));
        assertThat(plan.hitRate()).isEqualTo(0.6);
        assertThat(plan.cost(0.5)).isEqualTo((news + newer) / 2d);
        assertThat(host.requests()).hasSize(before);
    }

    @Test
    void settingsMustMakeSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ingestor.of(model).batchSize(0))
                .withMessage("batchSize must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ingestor.of(model).concurrency(0))
                .withMessage("concurrency must be at least 1 but is 0");
    }
}
