package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filters promise, and what answers tell of how they were found. */
abstract class FilterContract extends VectorIndexContract {
    /** No test adds an id as large. */
    private static final long FIRST_ABSENT = 1L << 50;

    FilterContract(TestedEngine tested) {
        super(tested);
    }

    private static List<Long> absent(int count) {
        return LongStream.range(FIRST_ABSENT, FIRST_ABSENT + count).boxed().toList();
    }

    /** Verifies answers where few ids, some, or all are allowed, beside others that the index does not have. */
    private void verifyFilters(VectorIndex index, Truth truth, Random random) {
        List<Long> known = new ArrayList<>(truth.vectors().keySet());
        Collections.shuffle(known, random);
        for (int share : new int[] {500, 100, 25, 6, 2, 1}) {
            List<Long> allowed = new ArrayList<>(known.subList(0, known.size() / share));
            allowed.addAll(absent(1 + allowed.size() / 2));
            IdSet set = IdSet.of(allowed);
            List<Query> queries = queries(truth, index.dimension(), 4, random);
            verifyFilter(index, truth, queries, query -> query.filter(set::contains));
            verifyFilter(index, truth, queries, query -> query.filter(set));
            verifyFilter(index, truth, queries, query -> query.filter(allowed));
            for (Query query : queries) {
                if (tested().exact()) {
                    Hits expected = index.search(query.filter(set::contains));
                    assertSame(index.search(query.filter(set)), expected);
                    assertSame(index.search(query.filter(set).threads(2)), expected);
                    assertSame(index.search(query.filter(allowed)), expected);
                }
            }
        }
    }

    private void verifyFilter(VectorIndex index, Truth truth, List<Query> queries, UnaryOperator<Query> filter) {
        List<Query> filtered = queries.stream().map(filter).toList();
        verifySearches(index, truth, filtered);
        for (Query query : filtered) {
            verifyPlan(truth, index.search(query), query);
        }
    }

    /** Verifies that so many rows were compared as the plan must have taken. */
    private void verifyPlan(Truth truth, Hits hits, Query query) {
        long allowed = truth.vectors().keySet().stream().filter(query::allows).count();
        assertThat(hits.toString()).contains(hits.plan().name());
        switch (hits.plan()) {
            case SCAN ->
                assertThat(hits.scored()).isGreaterThanOrEqualTo(truth.vectors().size());
            case ALLOWED_SCAN -> {
                assertThat(query.filtered()).isTrue();
                assertThat(hits.scored()).isBetween(allowed, tested().exact() ? allowed : Long.MAX_VALUE);
            }
            case GRAPH, GRAPH_ALLOWED -> {
                assertThat(tested().exact()).isFalse();
                assertThat(hits.plan() == Plan.GRAPH || query.filtered()).isTrue();
                assertThat(hits.scored()).isGreaterThanOrEqualTo(hits.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsAreObeyedLikePredicates(Metric metric) throws IOException {
        Random random = new Random(31);
        Truth truth = new Truth(metric);
        Path file = folder.resolve("index");
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 1_200, random);
            verifyFilters(index, truth, random);
            change(index, truth, random);
            verifyFilters(index, truth, random);
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            verifyFilters(index, truth, random);
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsAreObeyedAmongRowsOfTheCallers(Metric metric) throws IOException {
        assumeTrue(tested().searchesOutsideRows());
        Random random = new Random(32);
        Truth truth = new Truth(metric);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(600 * 16 * Float.BYTES, 64);
            for (int i = 0; i < 600; i++) {
                float[] vector = vector(random, 16);
                truth.put(i, vector);
                MemorySegment.copy(MemorySegment.ofArray(vector), 0, memory, i * 64L, 64);
            }
            VectorRows rows = VectorRows.of(memory, 0, 64, 16, 600);
            try (VectorIndex index =
                    engine(VectorIndex.builder(16, metric).directory(folder)).over(rows)) {
                verifyFilters(index, truth, random);
                assertThat(index.remove(17)).isTrue();
                truth.vectors().remove(17L);
                verifyFilters(index, truth, random);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsFoundWhereNothingOrNothingKnownIsAllowed(Metric metric) throws IOException {
        Random random = new Random(33);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            Query query = query(vector(random, 16));
            List<Query> queries = List.of(
                    query.filter(IdSet.of()),
                    query.filter(List.of()),
                    query.filter(absent(3)),
                    query.filter(absent(2_000)));
            for (Query hopeless : queries) {
                assertThat(index.search(hopeless).size()).isZero();
            }
            fill(index, truth, 300, random);
            for (Query hopeless : queries) {
                assertThat(index.search(hopeless).size()).isZero();
                assertThat(index.search(hopeless.threads(3)).size()).isZero();
                verifyPlan(truth, index.search(hopeless), hopeless);
            }
            assertThat(index.searchAll(queries, 2)).allMatch(hits -> hits.size() == 0);
            assertThat(index.search(query.filter(IdSet.of())).scored()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyIdsThatAreNotInTheIndexHideNoneThatIs(Metric metric) throws IOException {
        Random random = new Random(34);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 600, random);
            List<Long> allowed = new ArrayList<>(absent(3_000));
            allowed.addAll(truth.vectors().keySet().stream().limit(7).toList());
            Query query = query(vector(random, 16)).k(20).filter(allowed);
            Hits hits = index.search(query);
            verify(truth, hits, query);
            assertThat(hits.ids())
                    .containsExactlyInAnyOrder(truth.vectors().keySet().stream()
                            .limit(7)
                            .mapToLong(Long::longValue)
                            .toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSetOfEverythingLeavesNothingOut(Metric metric) throws IOException {
        Random random = new Random(35);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 700, random);
            IdSet everything = IdSet.of(truth.vectors().keySet());
            List<Query> queries = queries(truth, 16, 10, random);
            verifySearches(
                    index,
                    truth,
                    queries.stream().map(q -> q.filter(everything)).toList());
            for (Query query : queries) {
                verifyPlan(truth, index.search(query), query);
                if (tested().exact()) {
                    assertSame(index.search(query.filter(everything)), index.search(query));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchAllTakesQueriesOfEveryFilter(Metric metric) throws IOException {
        Random random = new Random(36);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 1_200, random);
            List<Long> known = new ArrayList<>(truth.vectors().keySet());
            List<Query> queries = new ArrayList<>();
            for (Query query : queries(truth, 100, 21, random)) {
                List<Long> few = known.subList(queries.size(), queries.size() + 9);
                List<Query> forms = List.of(
                        query,
                        query.filter(few),
                        query.filter(IdSet.of(known.subList(0, 600))),
                        query.filter(id -> id % 3 == 0));
                queries.add(forms.get(queries.size() * 7 / 5 % 4));
                queries.add(forms.get(1));
            }
            List<Hits> expected = queries.stream().map(index::search).toList();
            for (int threads = 1; threads <= 3; threads++) {
                List<Hits> answers = index.searchAll(queries, threads);
                assertThat(answers).hasSameSizeAs(expected);
                for (int i = 0; i < expected.size(); i++) {
                    assertSame(answers.get(i), expected.get(i));
                    verifyPlan(truth, answers.get(i), queries.get(i));
                }
            }
        }
    }

    /** Throws at its tenth question. */
    private record FailingSet(long count, AtomicInteger questions) implements IdSet {
        private static void fail() {
            throw new UnsupportedOperationException("for the test");
        }

        @Override
        public boolean contains(long id) {
            if (questions.incrementAndGet() == 10) {
                fail();
            }
            return true;
        }

        @Override
        public void forEach(LongConsumer action) {
            for (int i = 0; i < 9; i++) {
                action.accept(id(i));
            }
            fail();
        }
    }

    @Test
    void aSetThatThrowsLeavesTheIndexUsable() throws IOException {
        Random random = new Random(37);
        Truth truth = new Truth(Metric.EUCLIDEAN);
        try (VectorIndex index = create(Metric.EUCLIDEAN, 100)) {
            fill(index, truth, 1_100, random);
            Query query = query(vector(random, 100)).k(20);
            IdSet few = IdSet.of(0, 1, -1);
            Hits before = index.search(query);
            Hits ofFew = index.search(query.filter(few));
            for (long count : new long[] {10, 1_100}) {
                assertThatThrownBy(() -> index.search(query.filter(new FailingSet(count, new AtomicInteger()))))
                        .hasMessageContaining("for the test");
                assertSame(index.search(query), before);
                assertSame(index.search(query.filter(few)), ofFew);
            }
            index.add(77, vector(random, 100));
            assertThat(index.remove(77)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersAreObeyed(Metric metric) throws IOException {
        Random random = new Random(8);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 1_100, random);
            Query query = query(vector(random, 16)).k(20);
            Hits unfiltered = index.search(query);
            assertSame(index.search(query.filter(id -> true)), unfiltered);
            assertThat(index.search(query.filter(id -> false)).size()).isZero();
            assertThat(index.search(query.filter(id -> id == Long.MIN_VALUE)).ids())
                    .containsExactly(Long.MIN_VALUE);
            verifySearches(
                    index,
                    truth,
                    List.of(
                            query.filter(id -> id < 0),
                            query.filter(id -> id % 5 == 0),
                            query.filter(id -> id % 97 == 0),
                            query.filter(id -> id > 0).minScore(unfiltered.score(7))));
        }
    }

    @Test
    void aFilterThatThrowsLeavesTheIndexUsable() throws IOException {
        Random random = new Random(9);
        Truth truth = new Truth(Metric.EUCLIDEAN);
        try (VectorIndex index = create(Metric.EUCLIDEAN, 16)) {
            fill(index, truth, 1_100, random);
            Query query = query(vector(random, 16)).k(20);
            Hits before = index.search(query);
            AtomicInteger calls = new AtomicInteger();
            Query failing = query.filter(id -> {
                if (calls.incrementAndGet() > 10) {
                    throw new UnsupportedOperationException("for the test");
                }
                return true;
            });
            for (int threads = 1; threads <= 4; threads++) {
                Query split = failing.threads(threads);
                assertThatThrownBy(() -> index.search(split)).hasMessageContaining("for the test");
                assertSame(index.search(query.threads(threads)), before);
            }
            assertThatThrownBy(() -> index.searchAll(List.of(query, failing), 2))
                    .hasMessageContaining("for the test");
            assertSame(index.search(query), before);
            index.add(77, vector(random, 16));
            assertThat(index.remove(77)).isTrue();
        }
    }

    @Test
    void aFilterMaySearchAnotherIndex() throws IOException {
        Random random = new Random(10);
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 16);
                VectorIndex other = create(Metric.EUCLIDEAN, 3)) {
            fill(index, truth, 300, random);
            other.add(1, new float[] {1, 2, 3});
            Query query = query(vector(random, 16)).k(20);
            Query outer = query.filter(id ->
                    other.search(Query.of(new float[] {3, 2, 1})).size() == 1);
            assertSame(index.search(outer), index.search(query));
            assertSame(index.searchAll(List.of(query, outer), 2).get(1), index.search(query));
        }
    }
}
