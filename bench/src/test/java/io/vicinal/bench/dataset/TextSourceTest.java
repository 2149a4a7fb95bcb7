package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    @TempDir
    private Path cache = Path.of("");

    private final List<String> embedded = new ArrayList<>();
    private boolean closed;

    /** Like some real ones, it doesn't tell capitals. */
    private final class Model implements EmbeddingModel {
        @Override
        public String identity() {
            return "test";
        }

        @Override
        public int dimension() {
            return 6;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            embedded.addAll(texts);
            return texts.stream()
                    .map(text -> Samples.vectors(text.toLowerCase(Locale.ROOT).hashCode(), 1, 6)[0])
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Dataset dataset(List<String> texts) throws IOException {
        return DatasetMaker.make(
                new TextSource("docs", "docs-v1", "docs", Metric.COSINE, () -> texts, Model::new, new HeldOut(50, 20)),
                10,
                cache);
    }

    @Test
    void noVectorIsThereTwice() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            texts.add("text " + i % 500);
            texts.add("Text " + i % 250);
        }
        Dataset dataset = dataset(texts);
        assertThat(embedded).hasSize(750).doesNotHaveDuplicates();
        assertThat(closed).isTrue();
        assertThat(dataset.baseCount()).isEqualTo(430);
        assertThat(dataset.queryCount()).isEqualTo(50);
        assertThat(dataset.description()).isEqualTo("docs: 500 distinct texts embedded by test");
        Set<FloatBuffer> seen = new HashSet<>();
        for (Path file : List.of(dataset.base(), dataset.queries(), dataset.warmup())) {
            for (float[] vector : Vectors.read(file)) {
                assertThat(seen.add(FloatBuffer.wrap(vector))).isTrue();
            }
        }
        assertThat(seen).hasSize(500);
    }

    @Test
    void textsAreShuffledTheSameEveryTime() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add("text " + i);
        }
        dataset(texts);
        List<String> first = List.copyOf(embedded);
        embedded.clear();
        DatasetMaker.make(
                new TextSource("docs", "other", "docs", Metric.COSINE, () -> texts, Model::new, new HeldOut(50, 20)),
                10,
                cache);
        assertThat(embedded).isEqualTo(first).isNotEqualTo(texts);
        embedded.clear();
        dataset(texts);
        assertThat(embedded).isEmpty();
    }

    @Test
    void tooFewTextsAreRefused() {
        assertThatThrownBy(() -> dataset(List.of("one", "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("docs has 2 distinct texts but 70 are held out as queries");
    }
}
