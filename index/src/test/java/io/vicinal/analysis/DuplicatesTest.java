package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesTest {
    /** Rows that are no nearer to each other than chance brings them, and near copies of some. */
    private static Vectors planted() {
        float[][] vectors = SeededVectors.around(900, 0, 900, 32, 5);
        copy(vectors, 10, 300, 0.01f);
        copy(vectors, 10, 700, 0.02f);
        copy(vectors, 255, 256, 0.01f);
        copy(vectors, 64, 63, 0.01f);
        return SeededVectors.vectors(vectors, Metric.COSINE);
    }

    private static void copy(float[][] vectors, int from, int to, float change) {
        vectors[to] = vectors[from].clone();
        vectors[to][0] += change;
    }

    @Test
    void groupsAreWhatPairsConnect() {
        try (Vectors vectors = planted()) {
            Duplicates duplicates = Duplicates.exact(vectors, 0.99f);
            assertThat(duplicates.groups())
                    .extracting(DuplicateGroup::rows)
                    .containsExactly(new int[] {10, 300, 700}, new int[] {63, 64}, new int[] {255, 256});
            assertThat(duplicates.pairs()).isEqualTo(5);
            assertThat(duplicates.recall()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.3f})
    void pairsComeOnceAndInTheSameOrderEachTime(float threshold) {
        try (Vectors vectors = planted()) {
            List<String> once = pairs(vectors, threshold);
            assertThat(pairs(vectors, threshold)).isEqualTo(once);
            List<String> truth = new ArrayList<>();
            for (int a = 0; a < vectors.size(); a++) {
                for (int b = a + 1; b < vectors.size(); b++) {
                    if (vectors.score(a, b) >= threshold) {
                        truth.add(a + " " + b + " " + vectors.score(a, b));
                    }
                }
            }
            assertThat(once.stream().sorted().toList())
                    .isEqualTo(truth.stream().sorted().toList());
        }
    }

    private static List<String> pairs(Vectors vectors, float threshold) {
        List<String> pairs = new ArrayList<>();
        long count = Duplicates.forEachPair(
                vectors, threshold, (a, b, score) -> pairs.add(a + " " + b + " " + score), AnalysisProgress.NONE);
        assertThat(count).isEqualTo(pairs.size());
        return pairs;
    }

    @Test
    void whatTheConsumerThrowsIsThrown() {
        try (Vectors vectors = planted()) {
            PairConsumer failing = (a, b, score) -> {
                throw new IllegalStateException("full");
            };
            assertThatThrownBy(() -> Duplicates.forEachPair(vectors, -1, failing, AnalysisProgress.NONE))
                    .hasMessage("full");
        }
    }

    @Test
    void aGraphHasThemTooAndTellsWhatItMisses() {
        try (Vectors vectors = planted()) {
            Duplicates throughGraph = Duplicates.of(vectors, KnnGraph.exact(vectors, 3), 0.99f);
            assertThat(throughGraph.groups())
                    .extracting(DuplicateGroup::rows)
                    .containsExactly(new int[] {10, 300, 700}, new int[] {63, 64}, new int[] {255, 256});
            assertThat(throughGraph.pairs()).isEqualTo(5);
            assertThat(throughGraph.recall()).isEqualTo(1);
            // With one neighbour each, 10-300 and either 10-700 or 300-700 are there.
            Duplicates sparse = Duplicates.of(vectors, KnnGraph.exact(vectors, 1), 0.99f);
            assertThat(sparse.pairs()).isEqualTo(4);
            assertThat(sparse.recall()).isEqualTo(0.8);
        }
    }

    @Test
    void aRuleChoosesWhatStays() {
        try (Vectors vectors =
                SeededVectors.vectors(new float[][] {{0, 1}, {1, 0}, {1, 0.1f}, {1, 0.2f}, {-1, 0}}, Metric.COSINE)) {
            Duplicates duplicates = Duplicates.exact(vectors, 0.9f);
            assertThat(duplicates.superfluous(vectors, Keep.FIRST)).containsExactly(2, 3);
            assertThat(duplicates.superfluous(vectors, Keep.CENTRAL)).containsExactly(1, 3);
            assertThat(duplicates.superfluous(vectors, Keep.most(id -> id.equals("r3") ? 2 : 1)))
                    .containsExactly(1, 2);
            assertThat(duplicates.superfluous(vectors, Keep.most(id -> 1))).containsExactly(2, 3);
            assertThatThrownBy(() -> duplicates.superfluous(vectors, (all, group) -> 0))
                    .hasMessage("row 0 was chosen to stay of DuplicateGroup[1, 2, 3]");
        }
    }

    @Test
    void equalVectorsAreOneGroup() {
        float[][] same = new float[700][];
        Arrays.fill(same, new float[] {1, 2});
        try (Vectors vectors = SeededVectors.vectors(same, Metric.EUCLIDEAN)) {
            Duplicates duplicates = Duplicates.exact(vectors, 0);
            assertThat(duplicates.groups()).hasSize(1);
            assertThat(duplicates.groups().getFirst().size()).isEqualTo(700);
            assertThat(duplicates.pairs()).isEqualTo(700 * 699 / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"COSINE, 1, 'at most 1 with metric cosine'", "EUCLIDEAN, 0, 'at most 0 with metric euclidean'"})
    void aThresholdThatNoScoreExceedsIsRefused(Metric metric, float greatest, String limit) {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{1, 0}, {0, 1}}, metric)) {
            KnnGraph graph = KnnGraph.exact(vectors, 1);
            float more = greatest + 0.5f;
            String message = "threshold must be " + limit + " but is " + more;
            assertThatThrownBy(() -> Duplicates.exact(vectors, more)).hasMessage(message);
            assertThatThrownBy(() -> Duplicates.of(vectors, graph, more)).hasMessage(message);
            assertThatThrownBy(() -> pairs(vectors, more)).hasMessage(message);
            assertThat(Duplicates.exact(vectors, greatest).pairs()).isZero();
        }
    }

    @Test
    void byDotProductAnyThresholdCanBeReached() {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{40, 0}, {50, 1}, {0, 1}}, Metric.DOT_PRODUCT)) {
            assertThat(pairs(vectors, 2000)).containsExactly("0 1 2000.0");
        }
    }

    @Test
    void wrongValuesAreRefused() {
        try (Vectors vectors = planted();
                Vectors others = SeededVectors.vectors(new float[][] {{1, 0}}, Metric.COSINE)) {
            assertThatThrownBy(() -> Duplicates.exact(vectors, Float.NaN))
                    .hasMessage("threshold must be a number but is NaN");
            KnnGraph graph = KnnGraph.exact(others, 1);
            assertThatThrownBy(() -> Duplicates.of(vectors, graph, 0.9f))
                    .hasMessage("the graph has 1 rows but there are 900 vectors");
        }
    }
}
