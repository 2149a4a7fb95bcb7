package io.vicinal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.client.EmbeddingClient;
import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.text.TokenCounter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two hosts of one model. */
class FallbackModelTest {
    private static final List<String> TEXTS = List.of("one", "two", "three", "two", "four");

    private final HostServer first = start();
    private final HostServer second = start();
    private final FallbackModel model = FallbackModel.of(client(first, "m"), client(second, "m"));

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.OPENAI);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddingModel client(HostServer host, String identity) {
        return EmbeddingClient.builder(Dialect.OPENAI.provider())
                .baseUrl(host.url())
                .apiKey("sk-some-key-for-tests")
                .model("m")
                .identity(identity)
                .caps(Caps.OPENAI.inputs(1))
                .tokenCounter(TokenCounter.estimate())
                .sending(how -> how.retries(1).waits(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .build();
    }

    @AfterEach
    void stop() {
        model.close();
        first.close();
        second.close();
    }

    /** Answers some texts and fails with others. */
    private static void fail(HostServer host, int status, Predicate<String> fails) {
        Reply good = Reply.good(Dialect.OPENAI, HostServer.DIMENSION);
        Reply bad = Reply.error(status, "it fails");
        host.usually((exchange, request) ->
                (request.inputs().stream().anyMatch(fails) ? bad : good).send(exchange, request));
    }

    private static List<String> asked(HostServer host) {
        return host.requests().stream()
                .flatMap(request -> request.inputs().stream())
                .toList();
    }

    @Test
    void whatTheFirstCanNotDoTheSecondDoes() {
        fail(first, 503, "two"::equals);
        EmbeddingResult result = model.embedAll(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(result.vector(i)).isEqualTo(TestVectors.of(TEXTS.get(i), HostServer.DIMENSION));
        }
        assertThat(asked(second)).containsExactly("two");
        assertThat(result.usage().answers()).isEqualTo(4);
        assertThat(result.answers()).hasSize(4);
        assertThat(model.embed(TEXTS)).hasSize(5);
    }

    @Test
    void theSecondIsNotAskedWithoutNeed() {
        assertThat(model.embedAll(TEXTS).complete()).isTrue();
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void aTextThatIsRefusedIsNotSentToTheNext() {
        fail(first, 400, "two"::equals);
        EmbeddingResult result = model.embedAll(List.of("one", "two", " "));
        assertThat(result.failures()).containsOnlyKeys(1, 2);
        assertThat(result.failures().get(1)).isInstanceOf(InvalidRequestException.class);
        assertThat(result.failures().get(2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void whatNobodyCanDoFailsForTheLastReason() {
        fail(first, 503, text -> true);
        fail(second, 401, text -> true);
        EmbeddingResult result = model.embedAll(TEXTS);
        assertThat(result.failures())
                .hasSize(5)
                .allSatisfy((position, cause) -> assertThat(cause).isInstanceOf(AuthenticationException.class));
        assertThatThrownBy(() -> model.embed(TEXTS)).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(model::dimension).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void hostsWhoseVectorsDifferInLengthDoNotServeOneModel() {
        fail(first, 503, "two"::equals);
        second.usually(Reply.good(Dialect.OPENAI, 2 * HostServer.DIMENSION));
        EmbeddingResult result = model.embedAll(TEXTS);
        assertThat(result.failures()).containsOnlyKeys(1, 3);
        assertThat(result.failures().get(1))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("dimension is 8 but the vector has 16 components");
    }

    @Test
    void anyHostTellsTheDimension() {
        fail(first, 500, text -> true);
        assertThat(model.dimension()).isEqualTo(HostServer.DIMENSION);
    }

    @Test
    void modelsThatCanNotBeComparedAreRefused() {
        try (EmbeddingModel one = client(first, "m");
                EmbeddingModel other = client(second, "n")) {
            assertThatThrownBy(() -> FallbackModel.of(one, other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("vectors of 'm' and 'n' can't be compared");
        }
        assertThatThrownBy(FallbackModel::of).isInstanceOf(IllegalArgumentException.class);
        assertThat(model.identity()).isEqualTo("m");
    }

    @Test
    void hostsAreClosedWithTheModel() {
        model.close();
        assertThatThrownBy(() -> model.embed(TEXTS)).isInstanceOf(IllegalStateException.class);
    }
}
