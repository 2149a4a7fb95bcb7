package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.provider.Provider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base URLs in every form that people write. */
class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "OPENAI,     '',                                /v1/embeddings",
        "OPENAI,     /,                                 /v1/embeddings",
        "OPENAI,     /v1,                               /v1/embeddings",
        "OPENAI,     /v1/,                              /v1/embeddings",
        "OPENAI,     /v1//,                             /v1/embeddings",
        "OPENAI,     /v1/embeddings,                    /v1/embeddings",
        "OPENAI,     /v1/embeddings/,                   /v1/embeddings",
        "OPENAI,     /v1?api-version=3,                 /v1/embeddings?api-version=3",
        "OPENAI,     /v2,                               /v2/embeddings",
        "OPENAI,     /v1beta/openai/,                   /v1beta/openai/embeddings",
        "OPENAI,     /proxy,                            /proxy/v1/embeddings",
        "OPENAI,     /proxy/v1,                         /proxy/v1/embeddings",
        "COMPATIBLE, '',                                /v1/embeddings",
        "COMPATIBLE, /embeddings,                       /embeddings",
        "OPENROUTER, '',                                /api/v1/embeddings",
        "OPENROUTER, /api,                              /api/v1/embeddings",
        "OPENROUTER, /api/v1/,                          /api/v1/embeddings",
        "NUGEN,      '',                                /api/v3/inference/embeddings",
        "NUGEN,      /api/v3,                           /api/v3/inference/embeddings",
        "NUGEN,      /api/v3/inference,                 /api/v3/inference/embeddings",
        "NUGEN,      /api/v3/inference/embeddings,      /api/v3/inference/embeddings"
    })
    void allFormsLeadToTheEndpoint(Dialect dialect, String path, String expected) throws IOException {
        try (HostServer host = HostServer.start(dialect);
                EmbeddingClient client =
                        Clients.of(host).baseUrl(host.url() + path).build()) {
            client.embed(List.of("text"));
            assertThat(host.requests().get(0).path()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/embeddings", "/v1/embeddings/"})
    void allFormsGiveOneIdentity(String path) throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient one = Clients.of(host).build();
                EmbeddingClient other =
                        Clients.of(host).baseUrl(host.url() + path).build()) {
            assertThat(other.identity())
                    .isEqualTo(one.identity())
                    .startsWith(host.url() + "/v1#")
                    .endsWith("#test-model");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://host/v1", "http:///v1", "http://ho st/v1", "file:/v1"})
    void whatIsNoBaseUrlIsRefused(String url) {
        assertThatThrownBy(() -> Provider.compatible(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base URL ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:hidden@host/v1", "https://me:hidden@ho st/v1"})
    void aPasswordIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> Provider.compatible(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("hidden");
    }
}
