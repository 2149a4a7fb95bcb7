package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.analysis.layout.PrincipalComponents;
import io.vicinal.index.search.Workers;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapLayoutTest {
    private static final int CLUSTERS = 24;
    private static final int DIMENSION = 48;
    private static final MapSettings SETTINGS = MapSettings.DEFAULT.epochs(200).threads(2);

    private static Vectors vectors(float[][] vectors, Metric metric) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            ids.add("v" + i);
        }
        return Vectors.of(ids, vectors, metric);
    }

    /** Clusters around random centres; vector i is of cluster i mod CLUSTERS. */
    private static float[][] planted(int count) {
        Random random = new Random(11);
        float[][] centres = new float[CLUSTERS][DIMENSION];
        for (float[] centre : centres) {
            for (int j = 0; j < DIMENSION; j++) {
                centre[j] = 2 * (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[count][DIMENSION];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < DIMENSION; j++) {
                vectors[i][j] = centres[i % CLUSTERS][j] + (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private static MapLayout map(Vectors vectors, MapSettings settings) {
        return MapLayout.of(vectors, KnnGraph.exact(vectors, 10), settings, AnalysisProgress.NONE);
    }

    private static float[] places(MapLayout map) {
        float[] places = new float[2 * map.size()];
        for (int row = 0; row < map.size(); row++) {
            places[2 * row] = map.x(row);
            places[2 * row + 1] = map.y(row);
        }
        return places;
    }

    /** How many points lie nearer to the middle of their own cluster than to that of any other. */
    private static double together(float[] places) {
        double[] middles = new double[2 * CLUSTERS];
        int count = places.length / 2;
        for (int i = 0; i < count; i++) {
            middles[2 * (i % CLUSTERS)] += (double) places[2 * i] * CLUSTERS / count;
            middles[2 * (i % CLUSTERS) + 1] += (double) places[2 * i + 1] * CLUSTERS / count;
        }
        int own = 0;
        for (int i = 0; i < count; i++) {
            int nearest = 0;
            for (int c = 1; c < CLUSTERS; c++) {
                nearest = squared(places, i, middles, c) < squared(places, i, middles, nearest) ? c : nearest;
            }
            own += nearest == i % CLUSTERS ? 1 : 0;
        }
        return (double) own / count;
    }

    private static double squared(float[] places, int i, double[] middles, int c) {
        return Math.pow(places[2 * i] - middles[2 * c], 2) + Math.pow(places[2 * i + 1] - middles[2 * c + 1], 2);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void plantedClustersLieTogetherWhichComponentsAloneDoNotShow(Metric metric) {
        try (Vectors vectors = vectors(planted(1200), metric)) {
            KnnGraph nearest = KnnGraph.exact(vectors, 10);
            MapLayout map = MapLayout.of(vectors, nearest, SETTINGS, AnalysisProgress.NONE);
            Workers workers = new Workers(1);
            float[] flat =
                    PrincipalComponents.of(vectors.rows(), 2, 42, workers).coordinates(vectors.rows(), workers);
            // By dot product a few long vectors are everybody's neighbours, which no picture can show.
            boolean hubs = metric == Metric.DOT_PRODUCT;
            assertThat(together(flat)).isLessThan(0.8);
            assertThat(together(places(map))).isGreaterThan(hubs ? 0.9 : 0.99);
            double kept = map.preserved(nearest, 300);
            assertThat(kept).isGreaterThan((hubs ? 1.3 : 2) * Preservation.of(flat, nearest, 300));
            assertThat(kept).isBetween(0.2, 1.0);
        }
    }

    @Test
    void theSameSeedGivesTheSamePictureWithAnyNumberOfThreads() {
        try (Vectors vectors = vectors(planted(1500), Metric.COSINE)) {
            MapSettings few = SETTINGS.epochs(20);
            float[] one = places(map(vectors, few.threads(1)));
            assertThat(places(map(vectors, few.threads(3)))).isEqualTo(one);
            assertThat(places(map(vectors, few.seed(7)))).isNotEqualTo(one);
        }
    }

    @Test
    void thePictureIsWideAndItsMiddleIsZero() {
        try (Vectors vectors = vectors(planted(600), Metric.COSINE)) {
            MapLayout map = map(vectors, SETTINGS);
            double across = 0;
            double high = 0;
            double x = 0;
            for (int row = 0; row < 600; row++) {
                across += map.x(row) * map.x(row);
                high += map.y(row) * map.y(row);
                x += map.x(row);
            }
            assertThat(across).isGreaterThan(high);
            assertThat(Math.abs(x)).isLessThan(0.01 * Math.sqrt(across));
        }
    }

    @Test
    void fewVectorsAndEqualOnesHavePlacesToo() {
        for (int count : new int[] {1, 2, 3, 40}) {
            float[][] equal = new float[count][];
            Arrays.fill(equal, new float[] {1, 2, 3});
            try (Vectors vectors = vectors(equal, Metric.EUCLIDEAN)) {
                MapLayout map = map(vectors, SETTINGS);
                assertThat(map.size()).isEqualTo(count);
                for (float place : places(map)) {
                    assertThat(place).isFinite();
                }
                assertThat(map.preserved(KnnGraph.exact(vectors, 1), 10)).isBetween(0.0, 1.0);
            }
        }
        try (Vectors line = vectors(new float[][] {{1}, {2}, {3}, {9}}, Metric.EUCLIDEAN)) {
            for (float place : places(map(line, SETTINGS))) {
                assertThat(place).isFinite();
            }
        }
    }

    @Test
    void progressIsToldAndInterruptionStops() {
        try (Vectors vectors = vectors(planted(300), Metric.COSINE)) {
            KnnGraph nearest = KnnGraph.exact(vectors, 5);
            List<Long> told = new ArrayList<>();
            MapLayout.of(vectors, nearest, SETTINGS.epochs(3), (done, total) -> told.add(100 * done + total));
            assertThat(told).containsExactly(103L, 203L, 303L);
            assertThatThrownBy(() -> MapLayout.of(vectors, nearest, SETTINGS, (done, total) -> {
                        if (done == 2) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Vectors three = vectors(planted(3), Metric.COSINE);
                Vectors four = vectors(planted(4), Metric.COSINE)) {
            KnnGraph nearest = KnnGraph.exact(four, 2);
            assertThatThrownBy(() -> MapLayout.of(three, nearest, SETTINGS, AnalysisProgress.NONE))
                    .hasMessage("the graph has 4 rows but there are 3 vectors");
            assertThatThrownBy(() -> map(three, SETTINGS).preserved(nearest, 1)).hasMessageContaining("of 3 vectors");
        }
        assertThatThrownBy(() -> SETTINGS.epochs(0)).hasMessage("epochs must be at least 1 but is 0");
        assertThatThrownBy(() -> SETTINGS.threads(0)).hasMessage("threads must be at least 1 but is 0");
    }
}
