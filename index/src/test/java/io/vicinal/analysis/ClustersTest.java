package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClustersTest {
    private static String twelfth(int row) {
        return "c" + row % 12;
    }

    /** Twelve clusters; row i is in the one of number i % 12. */
    private static Vectors twelve(Metric metric) {
        return SeededVectors.vectors(SeededVectors.around(12, 0.3, 1500, 24, 11), metric);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void kMeansFindsClustersThatAreApart(Metric metric) {
        try (Vectors vectors = twelve(metric)) {
            Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(12));
            assertThat(clusters.count()).isEqualTo(12);
            assertThat(clusters.agreement(ClustersTest::twelfth)).isEqualTo(1, offset(1e-9));
            assertThat(clusters.unclustered()).isZero();
            assertThat(clusters.curve()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theNumberOfClustersIsFound(Metric metric) {
        try (Vectors vectors = twelve(metric)) {
            Clusters clusters = Clusters.kMeans(vectors);
            assertThat(clusters.count()).isEqualTo(12);
            assertThat(clusters.agreement(ClustersTest::twelfth)).isEqualTo(1, offset(1e-9));
            assertThat(clusters.curve())
                    .extracting(CurvePoint::clusters)
                    .isSorted()
                    .contains(2, 12);
        }
    }

    @Test
    void membersMedoidsAndCentresFit() {
        try (Vectors vectors = twelve(Metric.COSINE)) {
            Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(5));
            int rows = 0;
            for (int cluster = 0; cluster < 5; cluster++) {
                int[] members = clusters.members(cluster);
                rows += members.length;
                assertThat(clusters.size(cluster)).isEqualTo(members.length);
                assertThat(members).hasSizeLessThanOrEqualTo(clusters.size(Math.max(0, cluster - 1)));
                int number = cluster;
                assertThat(Arrays.stream(members)).allMatch(row -> clusters.of(row) == number);
                assertThat(clusters.nearest(cluster, 2)).containsExactly(members[0], members[1]);
                assertThat(clusters.medoid(cluster)).isEqualTo(medoid(vectors, members));
                assertThat(clusters.centre(cluster)).hasSize(24);
                for (int i = 1; i < members.length; i++) {
                    assertThat(clusters.score(members[i])).isLessThanOrEqualTo(clusters.score(members[i - 1]));
                }
            }
            assertThat(rows).isEqualTo(1500);
        }
    }

    /** The member with the greatest sum of scores. */
    private static int medoid(Vectors vectors, int[] members) {
        int medoid = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int row : members) {
            double sum = Arrays.stream(members)
                    .mapToDouble(other -> vectors.score(row, other))
                    .sum();
            if (sum > best) {
                best = sum;
                medoid = row;
            }
        }
        return medoid;
    }

    @Test
    void moreStartsFindNoWorseClusters() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(60, 0.4, 1200, 8, 4), Metric.EUCLIDEAN)) {
            double one = meanScore(
                    Clusters.kMeans(vectors, settings -> settings.clusters(60).starts(1)));
            double ten = meanScore(
                    Clusters.kMeans(vectors, settings -> settings.clusters(60).starts(10)));
            assertThat(ten).isGreaterThan(one);
        }
    }

    private static double meanScore(Clusters clusters) {
        double sum = 0;
        for (int row = 0; row < 1200; row++) {
            sum += clusters.score(row);
        }
        return sum / 1200;
    }

    @Test
    void theSameSeedGivesTheSameClusters() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(1, 1, 5000, 24, 6), Metric.COSINE)) {
            int[] once = of(
                    Clusters.kMeans(vectors, settings -> settings.clusters(20).seed(1)), 5000);
            assertThat(of(
                            Clusters.kMeans(
                                    vectors, settings -> settings.clusters(20).seed(1)),
                            5000))
                    .isEqualTo(once);
            assertThat(of(
                            Clusters.kMeans(
                                    vectors, settings -> settings.clusters(20).seed(5)),
                            5000))
                    .isNotEqualTo(once);
        }
    }

    private static int[] of(Clusters clusters, int rows) {
        int[] of = new int[rows];
        Arrays.setAll(of, clusters::of);
        return of;
    }

    @Test
    void equalVectorsMakeFewerClusters() {
        try (Vectors vectors =
                SeededVectors.vectors(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}, {1, 0}}, Metric.EUCLIDEAN)) {
            Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(4));
            assertThat(clusters.count()).isEqualTo(2);
            assertThat(of(clusters, 5)).containsExactly(0, 1, 0, 1, 0);
        }
    }

    @Test
    void oppositeDirectionsHaveNoMiddleButOneOfThem() {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{1, 0}, {-1, 0}}, Metric.COSINE)) {
            Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(1));
            assertThat(clusters.count()).isEqualTo(1);
            assertThat(clusters.centre(0)).containsExactly(1, 0);
            assertThat(clusters.medoid(0)).isZero();
        }
    }

    @Test
    void oneVectorIsOneCluster() {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{1, 0}}, Metric.COSINE)) {
            assertThat(Clusters.kMeans(vectors).count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"COSINE", "EUCLIDEAN"})
    void denseClustersAreFoundAndWhatLiesBetweenIsNot(Metric metric) {
        float[][] all = SeededVectors.around(12, 0.3, 1300, 24, 11);
        float[][] scattered = SeededVectors.around(100, 0, 100, 24, 12);
        System.arraycopy(scattered, 0, all, 1200, 100);
        try (Vectors vectors = SeededVectors.vectors(all, metric)) {
            Clusters clusters = Clusters.byDensity(vectors, KnnGraph.exact(vectors, 10), 20);
            assertThat(clusters.count()).isEqualTo(12);
            for (int row = 0; row < 1200; row++) {
                assertThat(clusters.of(row)).isEqualTo(clusters.of(row % 12)).isNotEqualTo(Clusters.NONE);
            }
            assertThat(clusters.unclustered()).isBetween(60, 100);
            for (int row = 0; row < 1300; row++) {
                assertThat(clusters.score(row) == Float.NEGATIVE_INFINITY).isEqualTo(clusters.of(row) == Clusters.NONE);
            }
        }
    }

    @Test
    void densityTellsClustersOfDifferentDensityApart() {
        // Two close clusters that are tight, and one far away that is ten times as wide.
        float[][] tight = SeededVectors.around(2, 0.1, 200, 3, 1);
        float[][] wide = SeededVectors.around(1, 1, 100, 3, 2);
        float[][] all = Arrays.copyOf(tight, 300);
        for (int i = 0; i < 100; i++) {
            all[200 + i] = wide[i];
            all[200 + i][0] += 30;
        }
        try (Vectors vectors = SeededVectors.vectors(all, Metric.EUCLIDEAN)) {
            Clusters clusters = Clusters.byDensity(vectors, KnnGraph.exact(vectors, 8), 15);
            assertThat(clusters.count()).isEqualTo(3);
            assertThat(clusters.agreement(row -> row < 200 ? "tight " + row % 2 : "wide"))
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void nothingDenseIsNoCluster() {
        try (Vectors vectors = SeededVectors.vectors(SeededVectors.around(9, 0, 9, 24, 1), Metric.COSINE)) {
            Clusters clusters = Clusters.byDensity(vectors, KnnGraph.exact(vectors, 3), 5);
            assertThat(clusters.count()).isZero();
            assertThat(clusters.unclustered()).isEqualTo(9);
        }
    }

    @Test
    void agreementIsThatOfTheBooks() {
        try (Vectors vectors =
                SeededVectors.vectors(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}}, Metric.EUCLIDEAN)) {
            Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(2));
            assertThat(clusters.agreement(row -> row < 2 ? "a" : "b")).isEqualTo(1, offset(1e-9));
            assertThat(clusters.agreement(row -> row % 2 == 0 ? "a" : "b")).isEqualTo(0, offset(1e-9));
            // Shared: log 2. Entropies: log 2 and log 4.
            assertThat(clusters.agreement(row -> "l" + row)).isEqualTo(2 / 3.0, offset(1e-9));
            assertThat(clusters.agreement(row -> "a")).isEqualTo(0, offset(1e-9));
        }
    }

    @Test
    void progressComesToTheEndAndInterruptionStops() {
        try (Vectors vectors = twelve(Metric.COSINE)) {
            List<Long> done = new ArrayList<>();
            Clusters.kMeans(vectors, settings -> settings.clusters(4).starts(2).iterations(9), (now, total) -> {
                assertThat(total).isEqualTo(18);
                done.add(now);
            });
            assertThat(done).isSorted().endsWith(18L);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Clusters.kMeans(vectors)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        try (Vectors vectors = SeededVectors.vectors(new float[][] {{1, 0}, {0, 1}}, Metric.COSINE)) {
            assertThatThrownBy(() -> Clusters.kMeans(vectors, settings -> settings.clusters(3)))
                    .hasMessage("3 clusters can't be made of 2 vectors");
            assertThatThrownBy(() -> KMeansSettings.DEFAULT.starts(0)).hasMessageContaining("they are 0, 0 and 50");
            KnnGraph graph = KnnGraph.exact(vectors, 1);
            assertThatThrownBy(() -> Clusters.byDensity(vectors, graph, 1))
                    .hasMessage("leastSize must be at least 2 but is 1");
        }
    }
}
