package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What searches promise. */
abstract class SearchContract extends VectorIndexContract {
    SearchContract(TestedEngine tested) {
        super(tested);
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void findsTheNearest(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            assertThat(index.dimension()).isEqualTo(dimension);
            assertThat(index.metric()).isEqualTo(metric);
            fill(index, truth, 1_300, random);
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 30, random));
            float[] vector = vector(random, dimension);
            verifySearches(
                    index,
                    truth,
                    List.of(
                            query(vector).k(1),
                            query(vector).k(1_299),
                            query(vector).k(5_000)));
        }
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void equalScoresAreOrderedByIdAlsoAcrossTheLastPlace(Metric metric, int dimension) throws IOException {
        assumeTrue(tested().exact());
        Random random = new Random(dimension);
        float[] twin = vector(random, dimension);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            for (int i = 0; i < 600; i++) {
                long id = id((i * 7) % 600);
                float[] vector = i % 2 == 0 ? twin : vector(random, dimension);
                index.add(id, vector);
                truth.put(id, vector);
            }
            for (int k = 1; k < 350; k += 23) {
                Query query = query(twin).k(k);
                truth.verifyExact(index.search(query), query);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyIndexAnswersWithNothing(Metric metric) throws IOException {
        try (VectorIndex index = create(metric, 3)) {
            assertThat(index.size()).isZero();
            assertThat(index.contains(0)).isFalse();
            assertThat(index.remove(0)).isFalse();
            Query query = query(new float[] {1, 2, 3});
            assertThat(index.search(query).size()).isZero();
            assertThat(index.search(query.threads(3)).size()).isZero();
            assertThat(index.searchAll(List.of(query, query), 2)).hasSize(2);
            index.addAll(new long[0], new float[0]);
            assertThat(index.size()).isZero();
            index.add(5, new float[] {1, 2, 3});
            assertThat(index.remove(5)).isTrue();
            assertThat(index.search(query).size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void minScoreIsInclusive(Metric metric) throws IOException {
        Random random = new Random(7);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 500, random);
            Query query = query(vector(random, 16)).k(40);
            Hits all = index.search(query);
            for (int rank = 0; rank < all.size(); rank++) {
                Query bounded = query.minScore(all.score(rank));
                Hits hits = index.search(bounded);
                verify(truth, hits, bounded);
                assertThat(hits.score(hits.size() - 1)).isGreaterThanOrEqualTo(all.score(rank));
                if (tested().exact()) {
                    assertThat(hits.ids()).startsWith(Arrays.copyOf(all.ids(), rank + 1));
                }
                Query above = query.minScore(Math.nextUp(all.score(rank)));
                assertThat(index.search(above).ids()).doesNotContain(all.id(rank));
            }
            assertThat(index.search(query.minScore(Float.POSITIVE_INFINITY)).size())
                    .isZero();
            assertSame(index.search(query.minScore(Float.NEGATIVE_INFINITY)), all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEqualVectorIsAtDistanceZero(Metric metric) throws IOException {
        try (VectorIndex index = create(metric, 3)) {
            index.add(1, new float[] {0, 1, 0});
            float expected = metric == Metric.EUCLIDEAN ? 0 : 1;
            assertThat(index.search(query(new float[] {0, 1, 0})).scores()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalThreadsGiveTheSameAnswer(Metric metric) throws IOException {
        assumeTrue(tested().exact());
        Random random = new Random(11);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 2_500, random);
            for (Query query : queries(truth, 100, 20, random)) {
                Hits expected = index.search(query);
                for (int threads = 2; threads <= 4; threads++) {
                    assertSame(index.search(query.threads(threads)), expected);
                }
                assertSame(index.search(query.threads(Integer.MAX_VALUE)), expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchAllGivesTheAnswersOfSearch(Metric metric) throws IOException {
        Random random = new Random(12);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 1_200, random);
            List<Query> queries = new ArrayList<>();
            for (Query query : queries(truth, 100, 17, random)) {
                int kind = queries.size() % 4;
                Query bounded =
                        kind < 2 ? query : query.minScore(index.search(query).score(0) - 0.5f);
                queries.add(
                        kind % 2 == 0
                                ? bounded
                                : bounded.filter(id -> id % 3 != 0).threads(2));
            }
            List<Hits> expected = queries.stream().map(index::search).toList();
            for (int count : new int[] {0, 1, 7, 8, 9, 17}) {
                for (int threads = 1; threads <= 3; threads++) {
                    List<Hits> answers = index.searchAll(queries.subList(0, count), threads);
                    assertThat(answers).hasSize(count);
                    for (int i = 0; i < count; i++) {
                        assertSame(answers.get(i), expected.get(i));
                    }
                }
            }
            assertThat(index.searchAll(queries)).hasSize(17);
        }
    }

    @Test
    void anAnswerBelongsToTheCaller() throws IOException {
        Random random = new Random(13);
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 50, random);
            Query query = query(vector(random, 3));
            Hits hits = index.search(query);
            long[] ids = hits.ids().clone();
            index.search(query(vector(random, 3)));
            assertThat(hits.ids()).isEqualTo(ids);
            Arrays.fill(hits.ids(), 0);
            assertThat(index.search(query).ids()).isEqualTo(ids);
            assertThat(hits.scored()).isBetween(1L, 50L);
        }
    }
}
