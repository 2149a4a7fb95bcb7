package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KnnGraphTest {
    @ParameterizedTest
    @EnumSource(Metric.class)
    void eachRowHasItsNearestWhateverBlocksTheyAreIn(Metric metric) {
        // Two blocks and a bit, and the last few rows are no whole vector of lanes.
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(40, 0.5, 2 * 256 + 71, 19, 1), metric)) {
            KnnGraph graph = KnnGraph.exact(vectors, 7);
            for (int row = 0; row < vectors.size(); row++) {
                List<Integer> truth = nearest(vectors, row, 7);
                for (int rank = 0; rank < 7; rank++) {
                    assertThat(graph.neighbour(row, rank)).isEqualTo(truth.get(rank));
                    assertThat(graph.score(row, rank)).isEqualTo(vectors.score(row, truth.get(rank)));
                }
            }
            assertThat(graph.recall()).isEqualTo(1);
        }
    }

    private static List<Integer> nearest(Vectors vectors, int row, int k) {
        return IntStream.range(0, vectors.size())
                .filter(other -> other != row)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(other -> -vectors.score(row, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .toList();
    }

    /** Lengths count: a long row is near to all that point its way. */
    @Test
    void byDotProductRowsKeepTheirLength() {
        float[][] rows = SeededVectors.around(20, 0.4, 600, 16, 9);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] *= 0.5f + i % 7;
            }
        }
        try (Vectors vectors = SeededVectors.vectors(rows, Metric.DOT_PRODUCT)) {
            KnnGraph exact = KnnGraph.exact(vectors, 5);
            KnnGraph approximate = KnnGraph.approximate(vectors, 5, 300);
            for (int row = 0; row < rows.length; row++) {
                double[] products = products(rows, row);
                for (int rank = 0; rank < 5; rank++) {
                    assertThat(exact.score(row, rank)).isCloseTo((float) products[rank], withPercentage(0.01));
                    assertThat(approximate.score(row, rank)).isEqualTo(exact.score(row, rank));
                }
            }
            assertThat(approximate.recall()).isEqualTo(1);
        }
    }

    /** With all others, greatest first. */
    private static double[] products(float[][] rows, int row) {
        return IntStream.range(0, rows.length)
                .filter(other -> other != row)
                .mapToDouble(other -> -IntStream.range(0, rows[row].length)
                        .mapToDouble(j -> (double) rows[row][j] * rows[other][j])
                        .sum())
                .sorted()
                .map(product -> -product)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "5, 5", "257, 300"})
    void wherePlacesAreLeftThereIsNobody(int rows, int k) {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(3, 1, rows, 8, 2), Metric.EUCLIDEAN)) {
            KnnGraph graph = KnnGraph.exact(vectors, k);
            assertThat(graph.size()).isEqualTo(rows);
            for (int row = 0; row < rows; row++) {
                for (int rank = 0; rank < k; rank++) {
                    assertThat(graph.neighbour(row, rank) >= 0).isEqualTo(rank < rows - 1);
                }
                assertThat(graph.score(row, k - 1) == Float.NEGATIVE_INFINITY).isEqualTo(k > rows - 1);
            }
        }
    }

    @Test
    void amongEqualsTheLowerRowsAreNearer() {
        float[][] same = new float[600][];
        Arrays.fill(same, new float[] {3, 4});
        try (Vectors vectors = SeededVectors.vectors(same, Metric.COSINE)) {
            KnnGraph graph = KnnGraph.exact(vectors, 3);
            assertThat(List.of(graph.neighbour(0, 0), graph.neighbour(0, 1), graph.neighbour(0, 2)))
                    .containsExactly(1, 2, 3);
            assertThat(List.of(graph.neighbour(599, 0), graph.neighbour(599, 1), graph.neighbour(599, 2)))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void throughAnIndexMostAreFoundAndWhatIsMissingIsTold() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(1, 1, 1500, 48, 3), Metric.EUCLIDEAN)) {
            KnnGraph exact = KnnGraph.exact(vectors, 10);
            KnnGraph hasty = KnnGraph.approximate(vectors, 10, 11);
            KnnGraph thorough = KnnGraph.approximate(vectors, 10, 300);
            assertThat(thorough.recall()).isGreaterThan(0.99);
            assertThat(hasty.recall()).isLessThan(thorough.recall());
            assertThat(thorough.recall()).isCloseTo(recall(thorough, exact), offset(0.01));
            assertThat(hasty.recall()).isCloseTo(recall(hasty, exact), offset(0.05));
        }
    }

    private static double recall(KnnGraph graph, KnnGraph exact) {
        int right = 0;
        for (int row = 0; row < graph.size(); row++) {
            for (int rank = 0; rank < graph.k(); rank++) {
                right += exact.has(row, graph.neighbour(row, rank)) ? 1 : 0;
            }
        }
        return (double) right / graph.size() / graph.k();
    }

    @Test
    void throughAnIndexItIsTheSameEachTime() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(30, 1.5, 1500, 24, 3), Metric.COSINE)) {
            KnnGraph once = KnnGraph.approximate(vectors, 5, 8);
            KnnGraph again = KnnGraph.approximate(vectors, 5, 8);
            assertThat(flat(again)).isEqualTo(flat(once));
        }
    }

    private static List<Integer> flat(KnnGraph graph) {
        List<Integer> all = new ArrayList<>();
        for (int row = 0; row < graph.size(); row++) {
            for (int rank = 0; rank < graph.k(); rank++) {
                all.add(graph.neighbour(row, rank));
            }
        }
        return all;
    }

    @Test
    void progressComesToTheEnd() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(3, 1, 700, 8, 2), Metric.COSINE)) {
            List<Long> done = new ArrayList<>();
            KnnGraph.exact(vectors, 3, (now, total) -> {
                assertThat(total).isEqualTo(700 * 699 / 2);
                done.add(now);
            });
            assertThat(done).isSorted().endsWith(700L * 699 / 2).hasSize(3);
            done.clear();
            KnnGraph.approximate(vectors, 3, 10, (now, total) -> {
                assertThat(total).isEqualTo(1400);
                done.add(now);
            });
            assertThat(done).isSorted().endsWith(1400L);
        }
    }

    @Test
    void anInterruptedThreadStops() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(3, 1, 700, 8, 2), Metric.COSINE)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> KnnGraph.exact(vectors, 3)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> KnnGraph.approximate(vectors, 3, 10)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{1, 0}}, Metric.COSINE)) {
            assertThatThrownBy(() -> KnnGraph.exact(vectors, 0)).hasMessage("k must be at least 1 but is 0");
            assertThatThrownBy(() -> KnnGraph.approximate(vectors, 1, 0))
                    .hasMessage("k and effort must be at least 1 but are 1 and 0");
        }
    }
}
