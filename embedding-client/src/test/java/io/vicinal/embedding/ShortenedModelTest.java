package io.vicinal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The first components of vectors that are made up. */
class ShortenedModelTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final EmbeddingModel full = new EmbeddingModel() {
        @Override
        public String identity() {
            return "full";
        }

        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return embedAll(texts).vectors();
        }

        @Override
        public EmbeddingResult embedAll(List<String> texts) {
            EmbeddingResultBuilder result = EmbeddingResult.of(texts.size()).usage(EmbeddingUsage.saved(1, 7));
            for (int i = 0; i < texts.size(); i++) {
                switch (texts.get(i)) {
                    case "fails" -> result.failure(i, new IllegalStateException("it fails"));
                    case "skipped" -> result.skipped(i);
                    case "zero" -> result.vector(i, new float[] {0, 0, 0, 1});
                    default -> result.vector(i, new float[] {3e-20f, 0, -4e-20f, 5});
                }
            }
            return result.build();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    };

    @Test
    void vectorsAreCutAndHaveLengthOne() {
        EmbeddingModel shortened = ShortenedModel.of(full, 3);
        assertThat(shortened.dimension()).isEqualTo(3);
        assertThat(shortened.embed(List.of("text")).get(0)).containsExactly(0.6f, 0, -0.8f);
    }

    @Test
    void theyAreNotComparableWithLongerOnes() {
        assertThat(ShortenedModel.of(full, 3).identity())
                .isNotEqualTo(full.identity())
                .isNotEqualTo(ShortenedModel.of(full, 2).identity())
                .isEqualTo(ShortenedModel.of(full, 3).identity());
    }

    @Test
    void whatBecameOfTheOthersStays() {
        EmbeddingResult result = ShortenedModel.of(full, 3).embedAll(List.of("text", "fails", "skipped", "zero"));
        assertThat(result.has(0)).isTrue();
        assertThat(result.failures()).containsOnlyKeys(1, 3);
        assertThat(result.failures().get(1)).hasMessage("it fails");
        assertThat(result.failures().get(3)).hasMessage("the first 3 components are all 0");
        assertThat(result.skipped()).containsExactly(2);
        assertThat(result.usage().savedTokens()).isEqualTo(7);
    }

    @Test
    void nothingCanBeAdded() {
        EmbeddingModel longer = ShortenedModel.of(full, 5);
        assertThatThrownBy(() -> longer.embed(List.of("text")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("5 components are to be kept but vectors have 4");
        assertThatThrownBy(() -> ShortenedModel.of(full, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFullModelIsClosedToo() {
        ShortenedModel.of(full, 3).close();
        assertThat(closed.get()).isEqualTo(1);
    }
}
