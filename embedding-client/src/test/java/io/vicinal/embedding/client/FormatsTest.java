package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.EncodingFormat;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers and base64, whatever was asked for. */
class FormatsTest {
    private static final List<String> TEXTS = List.of("first", "second", "third");

    private static void check(EmbeddingClient client) {
        EmbeddingResult result = client.embedAll(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(result.vector(i)).isEqualTo(TestVectors.of(TEXTS.get(i), HostServer.DIMENSION));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatArrivesIsReadWhateverWasAskedFor(EncodingFormat asked) throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).encoding(asked).build()) {
            host.next(
                    Reply.json(request -> Answers.of(Dialect.OPENAI, request.inputs(), HostServer.DIMENSION)),
                    Reply.json(request -> Answers.base64(Dialect.OPENAI, request.inputs(), HostServer.DIMENSION)));
            check(client);
            check(client);
            assertThat(host.requests())
                    .hasSize(2)
                    .allSatisfy(
                            request -> assertThat(request.fields()).containsEntry("encoding_format", asked.wireName()));
        }
    }

    @Test
    void oneAnswerMayHoldBoth() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            host.next(Reply.status(
                    200,
                    Answers.around(
                            Dialect.OPENAI,
                            List.of(
                                    Answers.element(Answers.base64(vector("first")), 0),
                                    Answers.element(Answers.numbers(vector("second")), 1),
                                    Answers.element(Answers.base64(vector("third")), 2)),
                            3)));
            check(client);
        }
    }

    @Test
    void base64MayLackItsEnd() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = Clients.of(host).build()) {
            host.next(Reply.json(request -> Answers.base64(Dialect.OPENAI, request.inputs(), HostServer.DIMENSION)
                    .replace("=", "")
                    .replace("/", "\\/")));
            check(client);
        }
    }

    private static float[] vector(String text) {
        return TestVectors.of(text, HostServer.DIMENSION);
    }
}
