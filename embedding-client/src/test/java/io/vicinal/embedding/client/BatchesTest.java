package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.text.TokenCounter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many texts, few requests, and hosts that refuse some. */
class BatchesTest {
    /** A token a word. */
    private static final TokenCounter WORDS = new TokenCounter() {
        @Override
        public int count(String text) {
            return Answers.tokens(List.of(text));
        }

        @Override
        public boolean exact() {
            return true;
        }
    };

    private final HostServer host = start();

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.OPENROUTER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private EmbeddingClient client(Caps caps) {
        return Clients.of(host).caps(caps).tokenCounter(WORDS).build();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text number " + i).toList();
    }

    /** Refuses requests; the others get vectors. */
    private void refuse(int status, String words, Predicate<Received> refused) {
        Reply good = Reply.good(Dialect.OPENROUTER, HostServer.DIMENSION);
        Reply bad = Reply.error(status, words);
        host.usually((exchange, request) -> (refused.test(request) ? bad : good).send(exchange, request));
    }

    private static void check(List<String> texts, EmbeddingResult result, Predicate<String> fails) {
        for (int i = 0; i < texts.size(); i++) {
            assertThat(result.has(i)).as(texts.get(i)).isNotEqualTo(fails.test(texts.get(i)));
            if (result.has(i)) {
                assertThat(result.vector(i)).isEqualTo(TestVectors.of(texts.get(i), HostServer.DIMENSION));
            }
        }
    }

    @Test
    void noRequestIsOverACap() {
        List<String> texts = IntStream.range(0, 300)
                .mapToObj(i -> ("w" + i + " ").repeat(1 + i % 7).strip())
                .toList();
        try (EmbeddingClient client = client(new Caps(10, 100, 24))) {
            check(texts, client.embedAll(texts), text -> false);
        }
        assertThat(host.requests()).hasSizeBetween(50, 70).allSatisfy(request -> {
            assertThat(request.inputs()).hasSizeLessThanOrEqualTo(10);
            assertThat(Answers.tokens(request.inputs())).isLessThanOrEqualTo(24);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void oneBadTextFailsAlone(int status) {
        Predicate<String> poisoned = text -> text.endsWith("7");
        refuse(status, "bad input", request -> request.inputs().stream().anyMatch(poisoned));
        List<String> texts = texts(100);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            EmbeddingResult result = client.embedAll(texts);
            check(texts, result, poisoned);
            assertThat(result.failures())
                    .hasSize(10)
                    .allSatisfy((position, cause) -> assertThat(cause)
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("bad input"));
            assertThat(result.usage().billedTokens()).isEqualTo(270);
        }
    }

    @Test
    void noTextIsPaidForTwice() {
        refuse(400, "bad input", request -> request.inputs().contains("text number 33"));
        Map<String, Integer> answered = new HashMap<>();
        List<String> texts = texts(96);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            client.embedAll(texts);
        }
        for (Received request : host.requests()) {
            if (!request.inputs().contains("text number 33")) {
                request.inputs().forEach(text -> answered.merge(text, 1, Integer::sum));
            }
        }
        // One harmless text may be sent to see whether the host takes any.
        answered.remove("text");
        assertThat(answered)
                .hasSize(95)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aLowerCapOnInputsIsLearnt() {
        refuse(413, "batch size too large", request -> request.inputs().size() > 10);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            List<String> texts = texts(200);
            check(texts, client.embedAll(texts), text -> false);
            assertThat(client.caps().inputs()).isBetween(5, 10);
            int before = host.requests().size();
            List<String> more =
                    IntStream.range(0, 200).mapToObj(i -> "more " + i).toList();
            check(more, client.embedAll(more), text -> false);
            assertThat(host.requests().subList(before, host.requests().size()))
                    .hasSizeLessThanOrEqualTo(40)
                    .allSatisfy(request -> assertThat(request.inputs()).hasSizeLessThanOrEqualTo(10));
        }
    }

    @Test
    void aLowerCapOnTokensIsLearnt() {
        refuse(400, "too many tokens", request -> Answers.tokens(request.inputs()) > 50);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            List<String> texts = texts(96);
            check(texts, client.embedAll(texts), text -> false);
            assertThat(client.caps().tokensPerRequest()).isBetween(25, 50);
            assertThat(client.caps().inputs()).isEqualTo(96);
        }
    }

    @Test
    void aHostThatTakesNothingIsNotAskedForEveryText() {
        refuse(400, "no such field", request -> true);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            EmbeddingResult result = client.embedAll(texts(96));
            assertThat(result.failures()).hasSize(96);
            // Seven halves until a text stands alone, and one text to see whether the host takes any.
            assertThat(host.requests()).hasSizeLessThanOrEqualTo(9);
        }
    }

    @Test
    void aTextThatIsForbiddenFailsAlone() {
        refuse(403, "flagged", request -> request.inputs().contains("text number 7"));
        List<String> texts = texts(20);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            check(texts, client.embedAll(texts), text -> text.equals("text number 7"));
        }
    }

    @Test
    void aKeyWithoutRightsIsNotTriedWithEveryText() {
        refuse(403, "not your model", request -> true);
        try (EmbeddingClient client = client(Caps.UNKNOWN)) {
            assertThat(client.embedAll(texts(96)).failures())
                    .hasSize(96)
                    .allSatisfy((position, cause) -> assertThat(cause).isInstanceOf(AuthenticationException.class));
            assertThat(host.requests()).hasSizeLessThanOrEqualTo(9);
        }
    }

    @Test
    void aWrongKeyEndsTheCall() {
        refuse(401, "no", request -> true);
        try (EmbeddingClient client = Clients.of(host)
                .caps(new Caps(1, 100, 100))
                .sending(how -> how.concurrency(1))
                .build()) {
            EmbeddingResult result = client.embedAll(texts(300));
            assertThat(result.failures())
                    .hasSize(300)
                    .allSatisfy((position, cause) -> assertThat(cause).isInstanceOf(AuthenticationException.class));
            assertThat(host.requests()).hasSizeLessThan(300);
        }
    }
}
