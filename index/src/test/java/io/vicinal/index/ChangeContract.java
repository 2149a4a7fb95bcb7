package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes promise. */
abstract class ChangeContract extends VectorIndexContract {
    ChangeContract(TestedEngine tested) {
        super(tested);
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void changesShowAtOnce(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension + 1);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            fill(index, truth, 300, random);
            for (int i = 0; i < 300; i += 3) {
                float[] vector = vector(random, dimension);
                index.update(id(i), vector);
                truth.put(id(i), vector);
                vector[0] = Float.NaN; // it was copied
            }
            for (int i = 1; i < 300; i += 3) {
                assertThat(index.remove(id(i))).isTrue();
                assertThat(index.remove(id(i))).isFalse();
                assertThat(index.contains(id(i))).isFalse();
                truth.vectors().remove(id(i));
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 10, random));
            for (int i = 1; i < 300; i += 6) {
                float[] vector = vector(random, dimension);
                index.add(id(i), vector);
                truth.put(id(i), vector);
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 10, random));
        }
    }

    @Test
    void anUpdateChangesWhatIsFound() throws IOException {
        try (VectorIndex index = create(Metric.EUCLIDEAN, 2)) {
            index.addAll(new long[] {1, 2, 3}, new float[] {0, 1, 0, 5, 0, 9});
            assertThat(index.search(query(new float[] {0, 8}).k(1)).ids()).containsExactly(3);
            index.update(1, new float[] {0, 8});
            assertThat(index.search(query(new float[] {0, 8})).ids()).containsExactly(1, 3, 2);
            assertThat(index.vector(1)).containsExactly(0, 8);
        }
    }

    @Test
    void theSpaceOfRemovedRowsIsUsedAgain() throws IOException {
        Random random = new Random(14);
        Truth truth = new Truth(Metric.COSINE);
        try (VectorIndex index = create(Metric.COSINE, 16)) {
            fill(index, truth, 1_000, random);
            long bytes = index.stats().mappedBytes();
            for (int round = 0; round < 20; round++) {
                long[] ids = LongStream.range(round * 500L, round * 500L + 500)
                        .map(id -> id + 5_000_000_000L)
                        .toArray();
                float[] vectors = flat(
                        Stream.generate(() -> vector(random, 16)).limit(500).toArray(float[][]::new), 16);
                List<Long> old = truth.vectors().keySet().stream().limit(500).toList();
                old.forEach(index::remove);
                old.forEach(truth.vectors()::remove);
                assertThat(index.stats().removed()).isGreaterThanOrEqualTo(500);
                index.addAll(ids, vectors);
                for (int i = 0; i < ids.length; i++) {
                    truth.put(ids[i], Arrays.copyOfRange(vectors, i * 16, i * 16 + 16));
                }
            }
            assertThat(index.stats().size()).isEqualTo(1_000);
            assertThat(index.stats().mappedBytes()).isLessThanOrEqualTo(3 * bytes);
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, 16, 10, random));
        }
    }

    @Test
    void theIndexHasFigures() throws IOException {
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 3)) {
            index.addAll(new long[] {1, 2, 3}, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            index.remove(2);
            IndexStats stats = index.stats();
            assertThat(stats.engine()).isEqualTo(tested().name());
            assertThat(stats.dimension()).isEqualTo(3);
            assertThat(stats.metric()).isEqualTo(Metric.DOT_PRODUCT);
            assertThat(stats.size()).isEqualTo(2);
            assertThat(stats.removed()).isBetween(0, 1);
            assertThat(stats.mappedBytes()).isPositive();
            assertThat(stats.heapBytes()).isPositive();
            assertThat(stats.kernels()).isNotBlank();
        }
    }

    @Test
    void vectorsOfAnyLengthComeBack() throws IOException {
        Truth truth = new Truth(Metric.COSINE);
        Random random = new Random(15);
        try (VectorIndex index = create(Metric.COSINE, 16)) {
            for (int exponent = -36; exponent <= 36; exponent++) {
                float[] vector = vector(random, 16);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] *= (float) Math.pow(10, exponent);
                }
                index.add(exponent, vector);
                truth.put(exponent, vector);
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, 16, 10, random));
        }
    }
}
