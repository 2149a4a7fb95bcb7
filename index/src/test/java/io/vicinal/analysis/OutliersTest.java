package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutliersTest {
    private static Vectors vectors(Metric metric, List<float[]> rows) {
        List<String> ids =
                IntStream.range(0, rows.size()).mapToObj(i -> "p" + i).toList();
        return Vectors.of(ids, rows.toArray(float[][]::new), metric);
    }

    /** A grid of 20 by 20 points. */
    private static void grid(double x, double spacing, List<float[]> rows) {
        for (int i = 0; i < 400; i++) {
            rows.add(new float[] {(float) (x + i % 20 * spacing), (float) (1 + Math.floorDiv(i, 20) * spacing)});
        }
    }

    @Test
    void amongEquallyDensePointsTheFactorIsOne() {
        List<float[]> rows = new ArrayList<>();
        grid(0, 1, rows);
        rows.add(new float[] {9.5f, 41});
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows)) {
            Outliers outliers = Outliers.of(vectors);
            assertThat(outliers.size()).isEqualTo(401);
            assertThat(outliers.score(8 * 20 + 8)).isCloseTo(1, within(0.05));
            List<Outlier> first = outliers.first(1, 2);
            assertThat(first).singleElement().satisfies(outlier -> {
                assertThat(outlier.id()).isEqualTo("p400");
                assertThat(outlier.score()).isGreaterThan(5);
                assertThat(outlier.nearest()).extracting(Neighbour::id).containsExactly("p389", "p390");
                assertThat(outlier.nearest().getFirst().score()).isCloseTo(-(21 * 21 + 0.25f), within(1e-3f));
            });
            assertThat(outliers.first(1000, 1)).hasSize(401);
        }
    }

    @Test
    void whatIsOddNearADenseGroupIsFoundByItsNeighbourhoodOnly() {
        List<float[]> rows = new ArrayList<>();
        grid(0, 0.01, rows);
        grid(100, 2, rows);
        rows.add(new float[] {0.1f, 2});
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows)) {
            KnnGraph graph = KnnGraph.exact(vectors, Outliers.NEIGHBOURS);
            assertThat(Outliers.of(vectors, graph, OutlierKind.LOCAL).first(1, 0))
                    .extracting(Outlier::id)
                    .containsExactly("p800");
            assertThat(Outliers.of(vectors, graph, OutlierKind.GLOBAL).first(400, 0))
                    .extracting(Outlier::id)
                    .doesNotContain("p800")
                    .contains("p400");
        }
    }

    @ParameterizedTest
    @EnumSource
    void foreignersAreFoundWithAnyMetric(Metric metric) {
        Random random = new Random(8);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            float[] row = new float[24];
            for (int c = 0; c < row.length; c++) {
                row[c] = 0.1f * (float) random.nextGaussian();
            }
            row[i < 490 ? 0 : 5 + i % 10] += 1;
            double norm = Math.sqrt(IntStream.range(0, row.length)
                    .mapToDouble(c -> row[c] * row[c])
                    .sum());
            for (int c = 0; c < row.length; c++) {
                row[c] /= (float) norm;
            }
            rows.add(row);
        }
        String[] foreigners = IntStream.range(490, 500).mapToObj(i -> "p" + i).toArray(String[]::new);
        try (Vectors vectors = vectors(metric, rows)) {
            KnnGraph graph = KnnGraph.exact(vectors, Outliers.NEIGHBOURS);
            for (OutlierKind kind : OutlierKind.values()) {
                assertThat(Outliers.of(vectors, graph, kind).first(10, 0))
                        .extracting(Outlier::id)
                        .containsExactlyInAnyOrder(foreigners);
            }
        }
    }

    /** Whichever rows are nearest by dot product, how far they are is told by the distance of the points. */
    @Test
    void byDotProductDistancesAreThoseOfPointsOfAnyLength() {
        List<float[]> rows = new ArrayList<>();
        Random random = new Random(21);
        for (int i = 0; i < 60; i++) {
            double length = 0.5 + 3 * random.nextDouble();
            double angle = random.nextDouble();
            rows.add(new float[] {(float) (length * Math.cos(angle)), (float) (length * Math.sin(angle))});
        }
        try (Vectors vectors = vectors(Metric.DOT_PRODUCT, rows)) {
            KnnGraph graph = KnnGraph.exact(vectors, 4);
            Outliers outliers = Outliers.of(vectors, graph, OutlierKind.GLOBAL);
            for (int row = 0; row < rows.size(); row++) {
                double sum = 0;
                for (int rank = 0; rank < 4; rank++) {
                    float[] a = rows.get(row);
                    float[] b = rows.get(graph.neighbour(row, rank));
                    sum += Math.hypot(a[0] - b[0], a[1] - b[1]);
                }
                assertThat(outliers.score(row)).isCloseTo(sum / 4, within(1e-3));
            }
        }
    }

    @Test
    void equalPointsAndSinglePointsHaveAFactorToo() {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(new float[] {1, 1});
        }
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows)) {
            assertThat(Outliers.of(vectors).first(30, 0))
                    .allSatisfy(outlier -> assertThat(outlier.score()).isEqualTo(1));
        }
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows.subList(0, 1))) {
            assertThat(Outliers.of(vectors).first(5, 5)).containsExactly(new Outlier("p0", 1, List.of()));
        }
    }

    @Test
    void aGraphOfOtherVectorsIsRefused() {
        List<float[]> rows = new ArrayList<>();
        grid(0, 1, rows);
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows);
                Vectors fewer = vectors(Metric.EUCLIDEAN, rows.subList(0, 9))) {
            KnnGraph graph = KnnGraph.exact(fewer, 2);
            assertThatThrownBy(() -> Outliers.of(vectors, graph, OutlierKind.LOCAL))
                    .hasMessage("the graph has 9 rows but there are 400 vectors");
        }
    }
}
