package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What saving and opening promise. */
abstract class SavingContract extends VectorIndexContract {
    SavingContract(TestedEngine tested) {
        super(tested);
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void aSavedIndexAnswersAsBefore(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension + 2);
        Truth truth = new Truth(metric);
        Path file = folder.resolve("index");
        List<Query> queries;
        List<Hits> expected;
        try (VectorIndex index = create(metric, dimension)) {
            fill(index, truth, 400, random);
            change(index, truth, random);
            queries = queries(truth, dimension, 10, random);
            expected = queries.stream().map(index::search).toList();
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        try (VectorIndex index = VectorIndex.open(file)) {
            assertThat(index.dimension()).isEqualTo(dimension);
            assertThat(index.metric()).isEqualTo(metric);
            assertThat(index.stats().engine()).isEqualTo(tested().name());
            truth.verifyContent(index);
            for (int i = 0; i < queries.size(); i++) {
                if (tested().exact()) {
                    assertSame(index.search(queries.get(i)), expected.get(i));
                }
            }
            verifySearches(index, truth, queries);
            change(index, truth, random);
            truth.verifyContent(index);
            verifySearches(index, truth, queries);
            assertThat(Files.readAllBytes(file)).isEqualTo(saved);
            index.save(file);
            verifySearches(index, truth, queries);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            truth.verifyContent(index);
            verifySearches(index, truth, queries);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "addAll", "update", "remove, add"})
    void anOpenedIndexTakesAnyFirstChange(String change) throws IOException {
        Path file = folder.resolve("index");
        Truth truth = new Truth(Metric.COSINE);
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, truth, 20, new Random(19));
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            firstChange(index, truth, change);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyIndexCanBeSaved(Metric metric) throws IOException {
        Path file = folder.resolve("index");
        try (VectorIndex index = create(metric, 3)) {
            index.add(1, new float[] {1, 2, 3});
            index.remove(1);
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            assertThat(index.size()).isZero();
            assertThat(index.search(query(new float[] {1, 2, 3})).size()).isZero();
            index.add(1, new float[] {1, 2, 3});
            assertThat(index.search(query(new float[] {1, 2, 3})).ids()).containsExactly(1);
        }
    }

    @Test
    void nothingIsLeftWhereSavingFails() throws IOException {
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            index.add(1, new float[] {1, 2, 3});
            assertThatThrownBy(() -> index.save(folder.resolve("missing").resolve("index")))
                    .isInstanceOf(IOException.class);
            assertThat(index.search(query(new float[] {1, 2, 3})).ids()).containsExactly(1);
            index.add(2, new float[] {1, 2, 3});
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(() -> VectorIndex.open(folder.resolve("missing"))).isInstanceOf(IOException.class);
    }
}
