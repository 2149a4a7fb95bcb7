package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.RateLimitedException;
import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.EncodingFormat;
import io.vicinal.embedding.provider.RequestField;
import io.vicinal.embedding.provider.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds with every provider, each in its own dialect. */
class DialectsTest {
    private static final List<String> TEXTS = List.of("one", "two words", "and three words", "one more");

    @ParameterizedTest
    @EnumSource
    void eachTextGetsItsVector(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            List<float[]> vectors = client.embed(TEXTS);
            assertThat(vectors).hasSize(TEXTS.size());
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(vectors.get(i)).isEqualTo(TestVectors.of(TEXTS.get(i), HostServer.DIMENSION));
            }
            assertThat(client.dimension()).isEqualTo(HostServer.DIMENSION);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsAreAsDocumented(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            client.embed(TEXTS);
            client.embed(List.of("alone"));
            Received batch = host.requests().get(0);
            assertThat(batch.method()).isEqualTo("POST");
            assertThat(batch.path()).isEqualTo(dialect.base() + "/embeddings");
            assertThat(batch.headers())
                    .containsEntry("authorization", "Bearer " + Clients.KEY)
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKeys("upgrade", "http2-settings");
            assertThat(batch.fields()).containsOnlyKeys("model", "input").containsEntry("model", "test-model");
            assertThat(batch.fields().get("input")).isEqualTo(TEXTS);
            assertThat(host.requests().get(1).fields().get("input")).isEqualTo("alone");
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageIsWhatTheHostSays(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            EmbeddingResult result = client.embedAll(TEXTS);
            boolean silent = dialect == Dialect.INFRON;
            assertThat(result.usage().answers()).isEqualTo(1);
            assertThat(result.usage().estimatedTokens() > 0).isEqualTo(silent);
            if (!silent) {
                assertThat(result.usage().billedTokens()).isEqualTo(Answers.tokens(TEXTS));
                assertThat(result.answers().get(0).model()).isEqualTo("served-model");
            }
            assertThat(result.usage().cost().isPresent()).isEqualTo(dialect == Dialect.OPENROUTER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void vectorsInAnyOrderAndFormFindTheirTexts(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            for (int seed = 0; seed < 5; seed++) {
                long order = seed;
                host.next(Reply.json(request -> Answers.shuffled(dialect, request.inputs(), 8, order)));
                check(client);
            }
            host.next(
                    Reply.json(request -> Answers.base64(dialect, request.inputs(), 8)),
                    Reply.chunked(request -> Answers.of(dialect, request.inputs(), 8)),
                    Reply.gzip(request -> Answers.of(dialect, request.inputs(), 8)));
            check(client);
            check(client);
            check(client);
        }
    }

    private static void check(EmbeddingClient client) {
        List<float[]> vectors = client.embed(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(vectors.get(i)).isEqualTo(TestVectors.of(TEXTS.get(i), 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyDocumentedFieldsAreSent(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect)) {
            field(host, RequestField.DIMENSIONS, client -> client.dimensions(8), 8);
            field(host, RequestField.ENCODING_FORMAT, client -> client.encoding(EncodingFormat.BASE64), "base64");
            field(host, RequestField.USER, client -> client.user("somebody"), "somebody");
            field(host, RequestField.INPUT_TYPE, client -> client.inputType("query"), "query");
            field(
                    host,
                    RequestField.ROUTING,
                    client -> client.routing(Routing.ANY
                            .order("openai", "azure")
                            .allowFallbacks(true)
                            .dataCollection("deny")),
                    Map.of("order", List.of("openai", "azure"), "allow_fallbacks", true, "data_collection", "deny"));
        }
    }

    private static void field(
            HostServer host, RequestField field, UnaryOperator<EmbeddingClientBuilder> set, Object expected) {
        EmbeddingClientBuilder builder = set.apply(Clients.of(host));
        if (!host.dialect().provider().supports(field)) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("documents no field '" + field.wireName() + "'");
            return;
        }
        try (EmbeddingClient client = builder.build()) {
            client.embed(List.of("text"));
            List<Received> requests = host.requests();
            assertThat(requests.get(requests.size() - 1).fields()).containsEntry(field.wireName(), expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreListedWhereTheyCanBe(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            if (dialect.provider().modelsPath().isEmpty()) {
                assertThatThrownBy(client::listModels).isInstanceOf(UnsupportedOperationException.class);
                assertThat(host.requests()).isEmpty();
                return;
            }
            host.next(Reply.status(
                    200,
                    "{\"object\":\"list\",\"data\":[{\"id\":\"a/small\",\"context_length\":8192,"
                            + "\"pricing\":{\"prompt\":\"0.00000002\",\"completion\":\"0\"}},"
                            + "{\"id\":\"b\",\"architecture\":{\"modality\":[\"text\"]}}]}"));
            assertThat(client.listModels()).hasSize(2).first().satisfies(model -> {
                assertThat(model.id()).isEqualTo("a/small");
                assertThat(model.contextLength()).hasValue(8192);
                assertThat(model.pricePerToken()).hasValue(2e-8);
            });
            assertThat(host.requests().get(0).path())
                    .isEqualTo(dialect.base() + "/"
                            + dialect.provider().modelsPath().get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatPassesIsTriedAgain(Dialect dialect) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client = Clients.of(host).build()) {
            host.next(Reply.error(429, "slow down"), Reply.error(529, "full"), Reply.error(502, "bad gateway"));
            check(client);
            assertThat(host.requests()).hasSize(4);
            host.usually(Reply.error(429, "slow down"));
            assertThatThrownBy(() -> client.embed(TEXTS))
                    .isInstanceOf(RateLimitedException.class)
                    .hasMessageContaining("answered 429")
                    .hasMessageContaining("slow down");
            assertThat(host.requests()).hasSize(8);
        }
    }
}
