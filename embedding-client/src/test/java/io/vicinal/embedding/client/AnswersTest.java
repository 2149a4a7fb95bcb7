package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.ConnectionFailedException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.fault.OverloadedException;
import io.vicinal.embedding.fault.ServerErrorException;
import io.vicinal.embedding.host.Answers;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Reply;
import io.vicinal.embedding.host.TestVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with a good status, of every quality. */
class AnswersTest {
    private static final List<String> TEXTS = List.of("first", "second", "third");
    private static final String FIRST = vector("first");
    private static final String SECOND = vector("second");
    private static final String THIRD = vector("third");

    private final HostServer host = start();
    private final EmbeddingClient client = Clients.of(host).build();

    private static HostServer start() {
        try {
            return HostServer.start(Dialect.OPENROUTER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String vector(String text) {
        return Answers.numbers(TestVectors.of(text, HostServer.DIMENSION));
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private void answer(String... elements) {
        host.next(Reply.status(200, Answers.around(Dialect.OPENROUTER, List.of(elements), 3)));
    }

    private void complete() {
        EmbeddingResult result = client.embedAll(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(result.vector(i)).isEqualTo(TestVectors.of(TEXTS.get(i), HostServer.DIMENSION));
        }
    }

    private <T extends EmbeddingException> T allFail(Class<T> type, String words) {
        EmbeddingResult result = client.embedAll(TEXTS);
        assertThat(result.failures())
                .hasSize(3)
                .allSatisfy((position, cause) ->
                        assertThat(cause).isInstanceOf(type).hasMessageContaining(words));
        return type.cast(Objects.requireNonNull(result.failures().get(0)));
    }

    @Test
    void vectorsArePlacedByIndex() {
        answer(Answers.element(THIRD, 2), Answers.element(FIRST, 0), Answers.element(SECOND, 1));
        complete();
    }

    @Test
    void vectorsArePlacedByPositionWithoutIndex() {
        answer(Answers.element(FIRST, -1), Answers.element(SECOND, -1), Answers.element(THIRD, -1));
        complete();
        answer(
                "{\"index\":null,\"embedding\":%s}".formatted(FIRST),
                "{\"embedding\":%s,\"index\":null}".formatted(SECOND),
                "{\"embedding\":%s}".formatted(THIRD));
        complete();
    }

    @Test
    void indexesMayBeFloats() {
        answer(
                "{\"index\":1.0,\"embedding\":%s}".formatted(SECOND),
                "{\"index\":0.0,\"embedding\":%s}".formatted(FIRST),
                "{\"index\":2.0,\"embedding\":%s}".formatted(THIRD));
        complete();
    }

    @Test
    void indexesMustBeAPermutation() {
        answer(Answers.element(FIRST, 0), Answers.element(SECOND, 0), Answers.element(THIRD, 1));
        allFail(MalformedResponseException.class, "index 0 is there twice");
        answer(Answers.element(FIRST, 1), Answers.element(SECOND, 2), Answers.element(THIRD, 3));
        allFail(MalformedResponseException.class, "index 3 of 3 texts");
        answer(Answers.element(FIRST, 0), Answers.element(SECOND, -1), Answers.element(THIRD, 2));
        allFail(MalformedResponseException.class, "1 of 3 vectors have no index");
        answer("{\"index\":0.5,\"embedding\":%s}".formatted(FIRST));
        allFail(MalformedResponseException.class, "field 'index' is no position");
        assertThat(host.requests()).hasSize(4);
    }

    @Test
    void countsMustAgree() {
        answer(Answers.element(FIRST, 0), Answers.element(SECOND, 1));
        allFail(MalformedResponseException.class, "3 texts were sent but there are 2 vectors");
        answer(
                Answers.element(FIRST, 0),
                Answers.element(SECOND, 1),
                Answers.element(THIRD, 2),
                Answers.element(THIRD, 3));
        allFail(MalformedResponseException.class, "3 texts were sent but there are more vectors");
        assertThat(host.requests()).hasSize(2);
    }

    @Test
    void anEmptyAnswerIsAFailure() {
        host.usually(Reply.status(200, "{\"object\":\"list\",\"data\":[]}"));
        EmbeddingException fault = allFail(MalformedResponseException.class, "there are 0 vectors");
        assertThat(fault.retryable()).isTrue();
        assertThat(host.requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0.5,NaN,1,1,1,1,1,1]                  | component 1 is NaN",
                "[0.5,1,-Infinity,1,1,1,1,1]            | component 2 is -Infinity",
                "[0.5,1,1,1e39,1,1,1,1]                 | component 3 is Infinity",
                "[0.5,1,1,1,null,1,1,1]                 | component 4 is null",
                "[0.5,1,1,1,1,'1',1,1]                  | component 5 is a string",
                "[0,0.0,-0.0,0e5,0,0,0,0]               | all its 8 components are 0",
                "[1,2,3]                                | dimension is 8 but it has 3 components",
                "[1,2,3,4,5,6,7,8,9]                    | dimension is 8 but it has 9 components",
                "[]                                     | it has no components",
                "[[1,2],[3,4]]                          | component 0 is an array",
                "null                                   | it is null",
                "{}                                     | it is an object",
                "''                                     | it has no components",
                "'AAAA'                                 | base64 of 3 bytes",
                "'####'                                 | a string that is no base64",
                "'ÄÄÄÄ'                                 | a string that is no base64",
                "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' | all its 8 components are 0",
                "'AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8=' | component 0 is NaN"
            },
            quoteCharacter = '`')
    void oneBadVectorFailsAlone(String bad, String problem) {
        complete();
        answer(Answers.element(FIRST, 0), Answers.element(bad.replace('\'', '"'), 1), Answers.element(THIRD, 2));
        EmbeddingResult result = client.embedAll(TEXTS);
        assertThat(result.failures()).containsOnlyKeys(1);
        assertThat(result.failures().get(1))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining(problem);
        assertThat(result.vector(2)).isEqualTo(TestVectors.of("third", HostServer.DIMENSION));
        assertThat(host.requests()).hasSize(2);
    }

    @Test
    void theFirstAnswerShowsTheDimension() {
        answer(Answers.element(FIRST, 0), Answers.element("[1,2]", 1), Answers.element(THIRD, 2));
        allFail(MalformedResponseException.class, "vectors of one answer have [8, 2] components");
        complete();
        assertThat(client.dimension()).isEqualTo(8);
    }

    @Test
    void aHostThatIgnoresDimensionsIsFound() {
        try (EmbeddingClient shorter = Clients.of(host).dimensions(4).build()) {
            assertThat(shorter.dimension()).isEqualTo(4);
            assertThat(shorter.embedAll(TEXTS).failures())
                    .hasSize(3)
                    .allSatisfy((position, cause) ->
                            assertThat(cause).hasMessageContaining("dimension is 4 but it has 8 components"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3]",
                "\"text\"",
                "{\"data\":[{\"embedding\":[1,2}",
                "<html><body>502 Bad Gateway</body></html>",
                "{\"data\":[1,2,3]}",
                "{\"data\":[],\"data\":[]}",
                "{\"data\":[{\"embedding\":[1_000]}]}"
            })
    void whatIsNoAnswerIsNotAskedAgain(String body) {
        host.usually(Reply.status(200, body));
        EmbeddingException fault = allFail(MalformedResponseException.class, "answered 200");
        assertThat(fault.status()).isEqualTo(200);
        assertThat(fault.retryable()).isFalse();
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void whatEndsEarlyIsAskedAgain() {
        host.next(
                Reply.status(200, "{\"data\":[{\"embedding\":[1,2"),
                Reply.status(200, ""),
                Reply.cut(request -> Answers.of(Dialect.OPENROUTER, request.inputs(), 8)));
        complete();
        assertThat(host.requests()).hasSize(4);
        host.usually(Reply.cut(request -> Answers.of(Dialect.OPENROUTER, request.inputs(), 8)));
        allFail(ConnectionFailedException.class, "the connection failed");
    }

    @Test
    void anErrorWithAGoodStatusIsAnError() {
        host.next(Reply.status(200, "{\"error\":{\"code\":529,\"message\":\"full\"}}"));
        complete();
        host.usually(Reply.status(200, "{\"error\":{\"code\":529,\"message\":\"full\"},\"data\":[]}"));
        allFail(OverloadedException.class, "(529): full");
        host.usually(Reply.status(200, "{\"error\":\"something broke\"}"));
        allFail(ServerErrorException.class, "something broke");
        int before = host.requests().size();
        host.usually(Reply.status(200, "{\"data\":[],\"error\":{\"message\":\"no such field\",\"code\":400}}"));
        allFail(InvalidRequestException.class, "no such field");
        assertThat(host.requests().size() - before).isLessThanOrEqualTo(8);
    }

    @Test
    void anErrorThatIsNullIsNone() {
        String answer = Answers.of(Dialect.OPENROUTER, TEXTS, 8);
        host.next(Reply.status(200, "{\"error\":null," + answer.substring(1)));
        complete();
    }

    @Test
    void unknownFieldsArePassedOver() {
        answer(
                "{\"x\":{\"embedding\":[9]},\"embedding\":%s,\"index\":0,\"y\":[[1]]}".formatted(FIRST),
                Answers.element(SECOND, 1),
                Answers.element(THIRD, 2));
        complete();
    }

    @Test
    void moreThanTheAnswerIsPassedOver() {
        String answer = Answers.of(Dialect.OPENROUTER, TEXTS, 8);
        host.next(Reply.status(200, answer + "\n \n"), Reply.status(200, "\uFEFF" + answer));
        complete();
        complete();
    }

    @Test
    void aBrokenPackageIsMalformed() {
        host.usually(Reply.status(200, "this is not packed", "Content-Encoding", "gzip"));
        allFail(MalformedResponseException.class, "answered 200");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aHugeAnswerIsRead() {
        String filler = "x".repeat(1 << 20);
        host.next(Reply.json(request -> "{\"filler\":\"%s\",".formatted(filler)
                + Answers.of(Dialect.OPENROUTER, request.inputs(), 8).substring(1)));
        complete();
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
        host.usually(Reply.good(Dialect.OPENROUTER, 2000));
        try (EmbeddingClient large = Clients.of(host).build()) {
            EmbeddingResult result = large.embedAll(many);
            assertThat(result.complete()).isTrue();
            assertThat(result.vector(499)).isEqualTo(TestVectors.of("text 499", 2000));
        }
    }

    @Test
    void textsArriveAsTheyAre() {
        List<String> odd =
                List.of("quote \" slash / back \\", "tab\tline\n\u0001", "ä€😀", "half \uD83D", "\uDE00 half");
        host.usually(Reply.json(request -> Answers.of(Dialect.OPENROUTER, request.inputs(), 8)));
        client.embed(odd);
        List<String> arrived = host.requests().get(0).inputs();
        assertThat(arrived.subList(0, 3)).isEqualTo(odd.subList(0, 3));
        assertThat(arrived.get(3)).isEqualTo("half \uFFFD");
        assertThat(arrived.get(4).getBytes(StandardCharsets.UTF_8))
                .isEqualTo("\uFFFD half".getBytes(StandardCharsets.UTF_8));
    }
}
