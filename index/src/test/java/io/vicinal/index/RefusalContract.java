package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused, and that nothing has changed by then. */
abstract class RefusalContract extends VectorIndexContract {
    RefusalContract(TestedEngine tested) {
        super(tested);
    }

    @ParameterizedTest
    @EnumSource
    void aVectorThatIsNoneIsRefused(Metric metric) throws IOException {
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 3)) {
            fill(index, truth, 40, new Random(16));
            for (float[] bad : refused(metric)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.add(99, bad))
                        .withMessageContaining("vector");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.update(0, bad))
                        .withMessageContaining("vector");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.search(query(bad)))
                        .withMessageContaining("query");
                Query good = query(new float[] {1, 2, 3});
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.searchAll(List.of(good, good, good, query(bad), good), 2))
                        .withMessageContaining("query 3");
                if (bad.length == 3) {
                    float[] many = {1, 0, 0, 0, 1, 0, bad[0], bad[1], bad[2], 0, 0, 1};
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> index.addAll(new long[] {91, 92, 93, 94}, many))
                            .withMessageContaining("vector 2 ");
                }
            }
            truth.verifyContent(index);
            assertThat(index.contains(91)).isFalse();
            assertThat(index.contains(99)).isFalse();
            verifySearches(index, truth, List.of(query(new float[] {1, 2, 3}).k(100)));
        }
    }

    @Test
    void aRefusalNamesNoOrdinal() throws IOException {
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 40, new Random(16));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.add(99, new float[2]))
                    .withMessage("dimension is 3 but vector has 2 components");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.update(1, new float[] {0, 0, Float.NaN}))
                    .withMessage("vector has NaN as component 2, which must be a finite number");
        }
    }

    @Test
    void idsAreUnique() throws IOException {
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 2)) {
            fill(index, truth, 20, new Random(17));
            float[] three = {1, 2, 3, 4, 5, 6};
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.add(Long.MAX_VALUE, new float[] {1, 2}))
                    .withMessageContaining("id " + Long.MAX_VALUE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.addAll(new long[] {71, 72, 0}, three))
                    .withMessageContaining("id 0 at position 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.addAll(new long[] {71, 72, 71}, three))
                    .withMessageContaining("position 0")
                    .withMessageContaining("position 2");
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71, 72}, three));
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71}, new float[0]));
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71}, new float[3]));
            truth.verifyContent(index);
            assertThat(index.contains(71)).isFalse();
        }
    }

    @Test
    void unknownIdsAreRefused() throws IOException {
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 2)) {
            fill(index, new Truth(Metric.DOT_PRODUCT), 20, new Random(18));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.update(4711, new float[] {1, 2}))
                    .withMessageContaining("4711");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.vector(4711))
                    .withMessageContaining("4711");
            index.remove(0);
            assertThatIllegalArgumentException().isThrownBy(() -> index.update(0, new float[] {1, 2}));
            assertThatIllegalArgumentException().isThrownBy(() -> index.vector(0));
        }
    }

    @Test
    void impossibleNumbersAreRefused() throws IOException {
        Query query = query(new float[] {1, 2});
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            String value = String.valueOf(bad);
            assertThatIllegalArgumentException().isThrownBy(() -> query.k(bad)).withMessageContaining(value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.effort(bad))
                    .withMessageContaining(value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.threads(bad))
                    .withMessageContaining(value);
            try (VectorIndex index = create(Metric.COSINE, 2)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.searchAll(List.of(query), bad))
                        .withMessageContaining(value);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> query.minScore(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorIndex.builder(0, Metric.COSINE))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorIndex.builder(65_537, Metric.COSINE))
                .withMessageContaining("65537");
        try (VectorIndex widest = create(Metric.COSINE, 65_536)) {
            widest.add(1, vector(new Random(1), 65_536));
            assertThat(widest.search(query(vector(new Random(1), 65_536))).ids())
                    .containsExactly(1);
        }
    }

    @Test
    void anUnknownEngineIsRefusedByName() {
        VectorIndexBuilder builder = VectorIndex.builder(2, Metric.COSINE).engine("nonesuch");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::create)
                .withMessageContaining("nonesuch")
                .withMessageContaining(tested().name());
        assertThat(Engine.named(tested().name()).name()).isEqualTo(tested().name());
    }

    @Test
    void aClosedIndexRefusesEverything() throws IOException {
        Path file = folder.resolve("closed");
        VectorIndex index = create(Metric.EUCLIDEAN, 2);
        index.add(1, new float[] {1, 2});
        index.close();
        index.close();
        float[] vector = {1, 2};
        Map<String, ThrowingCallable> calls = Map.ofEntries(
                Map.entry("size", index::size),
                Map.entry("add", () -> index.add(2, vector)),
                Map.entry("addAll", () -> index.addAll(new long[] {2}, vector)),
                Map.entry("addAll of nothing", () -> index.addAll(new long[0], new float[0])),
                Map.entry("addAll, lengths", () -> index.addAll(new long[] {2}, new float[0])),
                Map.entry("update", () -> index.update(1, vector)),
                Map.entry("remove", () -> index.remove(1)),
                Map.entry("contains", () -> index.contains(1)),
                Map.entry("vector", () -> index.vector(1)),
                Map.entry("search", () -> index.search(query(vector))),
                Map.entry("search, refused", () -> index.search(query(new float[0]))),
                Map.entry("search, threads", () -> index.search(query(vector).threads(3))),
                Map.entry("searchAll", () -> index.searchAll(List.of(query(vector)), 2)),
                Map.entry("searchAll of nothing", () -> index.searchAll(List.of(), 1)),
                Map.entry("save", () -> index.save(file)),
                Map.entry("stats", index::stats));
        calls.forEach((name, call) ->
                assertThatIllegalStateException().as(name).isThrownBy(call).withMessageContaining("closed"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
