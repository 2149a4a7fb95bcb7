package io.vicinal.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalModelTest {
    private final LocalModel model = LocalModel.load();

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void relatedSentencesAreCloser() {
        List<float[]> vectors = model.embed(List.of(
                "A cat sits on the mat.", "A kitten is lying on a carpet.", "Interest rates rose by half a percent."));
        assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.3f);
    }

    @Test
    void vectorsAreAsLongAsPromised() {
        assertThat(model.identity()).isEqualTo("local:all-minilm-l6-v2-q");
        assertThat(model.dimension()).isEqualTo(384);
        float[] vector = model.embed(List.of("text")).get(0);
        assertThat(vector).hasSize(384);
        assertThat(cosine(vector, vector)).isEqualTo(1, within(1e-5f));
        assertThat(model.embed(List.of())).isEmpty();
    }

    @Test
    void aTextHasOneVectorWhateverItIsEmbeddedWith() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add("number " + i + " of some sentences" + " that are longer and longer".repeat(i));
        }
        List<float[]> together = model.embed(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(model.embed(List.of(texts.get(i))).get(0)).isEqualTo(together.get(i));
        }
    }

    @Test
    void longTextsCountToTheirEnd() {
        String text = "Volcanoes erupt when magma rises. ".repeat(300);
        List<float[]> vectors = model.embed(List.of(text, text + "The bank lends money to people. ".repeat(300)));
        assertThat(cosine(vectors.get(0), vectors.get(1))).isBetween(0.3f, 0.98f);
    }

    @Test
    void blankTextsAreRefusedByPosition() {
        assertThatThrownBy(() -> model.embed(List.of("a", " \n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text 1: the text is blank");
        assertThatThrownBy(() -> model.embed(List.of("a", "b", "\u200b\u0001")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text 2: the text has nothing to embed");
    }

    @Test
    void strangeTextsAreEmbedded() {
        assertThat(model.embed(List.of("a\0b", "\ud800 alone", "🙂", "語", "x".repeat(5000))))
                .hasSize(5);
    }

    private static float cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
