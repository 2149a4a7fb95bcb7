package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.fault.ServerErrorException;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.provider.ModelInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of models of every quality; where each provider has its list is tested with its dialect. */
class ModelListTest {
    private final HostServer host = start();
    private final EmbeddingClient client = Clients.of(host).build();

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.COMPATIBLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private List<ModelInfo> list(String body) {
        host.usually(Reply.status(200, body));
        return client.listModels();
    }

    @Test
    void asOneOfTheUsersOwnServersWritesIt() {
        ModelInfo expected = new ModelInfo("bge-m3", OptionalInt.of(8192), OptionalDouble.empty());
        assertThat(list(
                        "{\"object\":\"list\",\"data\":[{\"id\":\"bge-m3\",\"object\":\"model\",\"created\":1705329600.0,"
                                + "\"root\":null,\"permission\":[{\"id\":\"modelperm-1\"}],\"max_model_len\":8192}]}"))
                .containsExactly(expected);
        assertThat(host.requests().get(0).method()).isEqualTo("GET");
        assertThat(host.requests().get(0).headers()).containsEntry("authorization", "Bearer " + Clients.KEY);
        assertThat(list("[{\"id\":\"bge-m3\",\"context_length\":8192.0,\"pricing\":null}]"))
                .containsExactly(expected);
    }

    @Test
    void whatHasNoNameIsNoModel() {
        assertThat(list("{\"data\":[{\"object\":\"model\"},null,7,[{\"id\":\"no\"}],{\"id\":\"yes\"}]}"))
                .extracting(ModelInfo::id)
                .containsExactly("yes");
        assertThat(list("{\"data\":[]}")).isEmpty();
    }

    @Test
    void anOddPriceOrLengthIsNone() {
        ModelInfo expected = new ModelInfo("m", OptionalInt.empty(), OptionalDouble.empty());
        assertThat(list("{\"data\":[{\"id\":\"m\",\"context_length\":-1,\"pricing\":{\"prompt\":\"free\"}}]}"))
                .containsExactly(expected);
        assertThat(list("{\"data\":[{\"id\":\"m\",\"context_length\":null,\"pricing\":[{\"prompt\":\"1\"}]}]}"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "7", "{\"data\":[{\"id\":"})
    void whatIsNoListIsMalformed(String body) {
        assertThatThrownBy(() -> list(body))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("the list of models");
    }

    @Test
    void errorsAreTold() {
        assertThatThrownBy(() -> list("{\"error\":{\"message\":\"broken\"}}"))
                .isInstanceOf(ServerErrorException.class)
                .hasMessageContaining("broken");
        host.usually(Reply.error(401, "no"));
        assertThatThrownBy(client::listModels).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aClosedClientSaysSo() {
        client.close();
        assertThatThrownBy(client::listModels)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }
}
