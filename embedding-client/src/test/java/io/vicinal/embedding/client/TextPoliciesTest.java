package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.Received;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.text.BlankTexts;
import io.vicinal.embedding.text.LongTexts;
import io.vicinal.embedding.text.TokenCounter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that can't be sent as they are. */
class TextPoliciesTest {
    private static final Caps CAPS = new Caps(10, 20, 1000);
    private static final String LONG = "many words that go on and on ".repeat(100);
    private static final List<String> TEXTS = List.of("first", LONG, "last");

    /** As OpenAI counts, which is exact. */
    private static EmbeddingClientBuilder client(HostServer host) {
        return Clients.of(host).model("text-embedding-3-small").caps(CAPS);
    }

    @Test
    void blankTextsAreRejectedOrSkippedAndNeverSent() throws IOException {
        List<String> texts = List.of("first", " \n\t", "", "last");
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient rejecting = client(host).build();
                EmbeddingClient skipping =
                        client(host).blankTexts(BlankTexts.SKIP).build()) {
            EmbeddingResult rejected = rejecting.embedAll(texts);
            assertThat(rejected.failures()).containsOnlyKeys(1, 2);
            assertThat(rejected.failures().get(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the text is blank");
            assertThat(rejected.has(3)).isTrue();
            assertThatThrownBy(() -> rejecting.embed(texts))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text 1: the text is blank")
                    .hasCause(rejected.failures().get(1));
            EmbeddingResult skipped = skipping.embedAll(texts);
            assertThat(skipped.failures()).isEmpty();
            assertThat(skipped.skipped()).containsExactly(1, 2);
            assertThat(skipped.complete()).isFalse();
            assertThat(host.requests())
                    .allSatisfy(request -> assertThat(request.inputs()).containsExactly("first", "last"));
            assertThat(skipping.embedAll(List.of("", " ")).skipped()).hasSize(2);
            assertThat(skipping.embedAll(List.of()).size()).isZero();
            assertThat(host.requests()).hasSize(3);
        }
    }

    @Test
    void longTextsAreRejectedOrSkipped() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient rejecting = client(host).build();
                EmbeddingClient skipping =
                        client(host).longTexts(LongTexts.SKIP).build()) {
            EmbeddingResult rejected = rejecting.embedAll(TEXTS);
            assertThat(rejected.failures()).containsOnlyKeys(1);
            assertThat(rejected.failures().get(1)).hasMessage("the text has 701 tokens but at most 20 are taken");
            assertThat(skipping.embedAll(TEXTS).skipped()).containsExactly(1);
            assertThat(host.requests())
                    .allSatisfy(request -> assertThat(request.inputs()).containsExactly("first", "last"));
        }
    }

    @Test
    void aLongTextIsTruncated() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client =
                        client(host).longTexts(LongTexts.TRUNCATE).build()) {
            assertThat(client.embedAll(TEXTS).complete()).isTrue();
            String sent = host.requests().get(0).inputs().get(1);
            assertThat(LONG).startsWith(sent);
            assertThat(client.tokenCounter().count(sent)).isBetween(15, 20);
        }
    }

    @Test
    void whatIsLeftOfATruncatedTextIsNeverBlank() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client =
                        client(host).longTexts(LongTexts.TRUNCATE).build()) {
            assertThat(client.embedAll(List.of("\n".repeat(5000) + LONG)).complete())
                    .isTrue();
            assertThat(host.requests().get(0).inputs().get(0)).startsWith("many words");
        }
    }

    @Test
    void theVectorOfALongTextIsTheMeanOfItsParts() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client = client(host).longTexts(LongTexts.CHUNK).build()) {
            String text = "one two three four five ".repeat(4) + "six seven eight nine ten ".repeat(4);
            EmbeddingResult result = client.embedAll(List.of(text));
            List<String> parts = host.requests().stream()
                    .map(Received::inputs)
                    .flatMap(List::stream)
                    .toList();
            assertThat(parts).hasSizeBetween(2, 4);
            assertThat(String.join(" ", parts)).isEqualTo(text.strip());
            assertThat(parts)
                    .allSatisfy(part ->
                            assertThat(client.tokenCounter().count(part)).isLessThanOrEqualTo(20));
            double[] sum = new double[HostServer.DIMENSION];
            for (String part : parts) {
                float[] vector = TestVectors.of(part, HostServer.DIMENSION);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += vector[i] * client.tokenCounter().count(part);
                }
            }
            double length = 0;
            for (double component : sum) {
                length += component * component;
            }
            for (int i = 0; i < sum.length; i++) {
                assertThat((double) result.vector(0)[i]).isCloseTo(sum[i] / Math.sqrt(length), within(1e-6));
            }
        }
    }

    @Test
    void anEstimateRejectsOnlyWhatIsTooLongWithoutDoubt() throws IOException {
        try (HostServer host = HostServer.start(Dialect.OPENAI);
                EmbeddingClient client =
                        client(host).tokenCounter(TokenCounter.estimate()).build()) {
            String perhaps = "word ".repeat(20).strip();
            assertThat(TokenCounter.estimate().count(perhaps)).isGreaterThan(20);
            EmbeddingResult result = client.embedAll(List.of(perhaps, LONG));
            assertThat(result.has(0)).isTrue();
            assertThat(result.failures().get(1))
                    .hasMessageMatching("the text has about [0-9,]+ tokens but at most [0-9,]+ are taken");
        }
    }
}
