package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.format.IntVectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedDatasetsTest {
    @TempDir
    private Path cache = Path.of("");

    @Test
    void vectorsAreAsTheNameSays() throws IOException {
        Dataset dataset = Datasets.named("clustered-24-3000", null, 10, cache);
        assertThat(dataset.metric()).isEqualTo(Metric.COSINE);
        float[][] rows = Vectors.read(dataset.base());
        assertThat(rows).hasDimensions(3000, 24);
        assertThat(Vectors.read(dataset.queries())).hasDimensions(1000, 24);
        assertThat(Vectors.read(dataset.warmup())).hasDimensions(300, 24);
        assertThat(IntVectorReader.readAll(dataset.truth())).hasDimensions(1000, 100);
        assertThat(List.of(rows))
                .allSatisfy(row -> assertThat(Samples.length(row)).isCloseTo(1, within(1e-6)));
        assertThat(dataset.facts())
                .containsEntry("metric", "cosine")
                .containsEntry("dimension", 24)
                .containsEntry("rows", 3000)
                .containsEntry("queries", 1000)
                .containsKeys("description", "medianLid", "distanceRatio");
    }

    @Test
    void queriesAndWarmUpAreNoRows() throws IOException {
        Dataset dataset = Datasets.named("clustered-24-3000", null, 10, cache);
        Set<FloatBuffer> seen = new HashSet<>();
        for (Path file : new Path[] {dataset.base(), dataset.queries(), dataset.warmup()}) {
            for (float[] vector : Vectors.read(file)) {
                assertThat(seen.add(FloatBuffer.wrap(vector))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clustered-24-3000", "ood-24-3000"})
    void theSameNameGivesTheSameBytes(String name) throws IOException {
        Dataset one = Datasets.named(name, null, 10, cache.resolve("one"));
        Dataset other = Datasets.named(name, null, 10, cache.resolve("other"));
        assertThat(one.base()).hasSameBinaryContentAs(other.base());
        assertThat(one.queries()).hasSameBinaryContentAs(other.queries());
        assertThat(one.warmup()).hasSameBinaryContentAs(other.warmup());
        assertThat(one.truth()).hasSameBinaryContentAs(other.truth());
        assertThat(one.hardness()).isEqualTo(other.hardness());
    }

    @Test
    void fewerRowsAreTheFirstOfMore() throws IOException {
        float[][] few =
                Vectors.read(Datasets.named("clustered-8-500", null, 10, cache).base());
        float[][] many =
                Vectors.read(Datasets.named("clustered-8-700", null, 10, cache).base());
        assertThat(few[499]).isEqualTo(many[499]);
    }

    @Test
    void queriesApartAreFartherFromTheRows() throws IOException {
        Dataset like = Datasets.named("clustered-64-5000", null, 10, cache);
        Dataset apart = Datasets.named("ood-64-5000", null, 10, cache);
        assertThat(apart.base()).hasSameBinaryContentAs(like.base());
        assertThat(like.hardness().distanceRatio()).isBetween(0.9, 1.1);
        assertThat(apart.hardness().distanceRatio()).isGreaterThan(1.3);
    }

    @Test
    void eachMetricHasItsFiles() throws IOException {
        Dataset euclidean = Datasets.named("clustered-8-500", Metric.EUCLIDEAN, 10, cache);
        Dataset dot = Datasets.named("clustered-8-500", Metric.DOT_PRODUCT, 10, cache);
        assertThat(euclidean.base()).isNotEqualTo(dot.base()).hasSameBinaryContentAs(dot.base());
        assertThat(Samples.length(Vectors.read(dot.base())[0])).isNotCloseTo(1, within(0.01));
        assertThat(dot.facts()).doesNotContainKeys("medianLid", "distanceRatio");
    }

    @Test
    void aWiderTruthIsComputedWhenItIsWanted() throws IOException {
        Dataset narrow = Datasets.named("clustered-8-500", null, 10, cache);
        int[][] before = IntVectorReader.readAll(narrow.truth());
        Dataset wide = Datasets.named("clustered-8-500", null, 150, cache);
        int[][] after = IntVectorReader.readAll(wide.truth());
        assertThat(after).hasDimensions(1000, 150);
        assertThat(after[7]).startsWith(before[7]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk2",
                "clustered",
                "clustered-128",
                "clustered-0-10",
                "clustered-65537-10",
                "ood-4-0",
                "ood-4-99999999999"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> Datasets.named(name, null, 10, cache))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void moreNeighboursThanRowsAreRefused() {
        assertThatThrownBy(() -> Datasets.named("clustered-4-20", null, 21, cache))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k is 21 but clustered-4-20 has 20 rows");
        assertThatThrownBy(() -> Datasets.named("clustered-4-20", null, 0, cache))
                .hasMessage("k must be at least 1 but is 0");
        assertThat(cache.resolve("clustered-4-20-v1-cosine")).doesNotExist();
    }
}
