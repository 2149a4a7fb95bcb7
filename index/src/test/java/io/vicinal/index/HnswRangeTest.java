package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Least scores and filters, by each of the ways that the engine hnsw can go. */
@Timeout(120)
class HnswRangeTest {
    private static final int DIMENSION = 24;
    private static final int WIDE = 768;
    private static final int ROWS = 8_000;

    private static Recall recall;
    private static VectorIndex index;

    @BeforeAll
    static void build() throws IOException {
        ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 12);
        recall = new Recall(Metric.EUCLIDEAN, vectors, DIMENSION, 60);
        index = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .threads(1)
                .hnsw(graph -> graph.connections(8).buildEffort(60))
                .create();
        float[] rows = vectors.next(ROWS);
        index.addAll(Recall.ids(0, ROWS), rows);
        recall.exact().addAll(Recall.ids(0, ROWS), rows);
    }

    @AfterAll
    static void close() {
        index.close();
        recall.close();
    }

    /** As many as there are above the score of the so many nearest: far fewer than asked for, and more than the effort. */
    @Test
    void findsEverythingAboveAScore() {
        for (int inRange : new int[] {3, 40, 250}) {
            double sum = 0;
            for (float[] query : recall.queries()) {
                Hits nearest = recall.exact().search(Query.of(query).k(inRange));
                Query ranged = Query.of(query).k(400).effort(64).minScore(nearest.score(inRange - 1) - 1e-4f);
                Hits hits = index.search(ranged);
                assertThat(hits.plan()).isEqualTo(Plan.GRAPH);
                assertThat(hits.scored()).isLessThan(ROWS * 6 / 10);
                for (int i = 0; i < hits.size(); i++) {
                    assertThat(hits.score(i)).isGreaterThanOrEqualTo(ranged.minScore());
                }
                sum += recall.share(hits, ranged);
            }
            assertThat(sum / recall.queries().size()).isGreaterThan(0.95);
        }
    }

    @Test
    void whereNothingIsAboveTheScoreNothingIsFound() {
        Hits hits = index.search(Query.of(recall.queries().getFirst()).k(50).minScore(0.5f));
        assertThat(hits.size()).isZero();
        assertThat(hits.plan()).isEqualTo(Plan.GRAPH);
    }

    private static void verify(Plan plan, LongPredicate allowed, Query example) {
        verify(recall, index, plan, allowed, example.effort(48));
    }

    private static void verify(Recall found, VectorIndex graph, Plan plan, LongPredicate allowed, Query example) {
        double sum = 0;
        for (float[] vector : found.queries()) {
            IdSet ids = example.allowedIds();
            Query asked = Query.of(vector).effort(example.effort());
            Query query = ids == null ? asked.filter(allowed) : asked.filter(ids);
            Hits hits = graph.search(query);
            assertThat(hits.plan()).isEqualTo(plan);
            assertThat(LongStream.of(hits.ids())).allMatch(allowed::test).doesNotHaveDuplicates();
            assertThat(hits.size()).isEqualTo(10);
            sum += found.share(hits, query);
        }
        assertThat(sum / found.queries().size()).isGreaterThan(plan == Plan.ALLOWED_SCAN ? 0.9999 : 0.95);
    }

    private static void verifyBoth(Plan plan, LongPredicate allowed) {
        Query any = Query.of(new float[DIMENSION]);
        verify(plan, allowed, any.filter(allowed));
        IdSet ids = IdSet.of(LongStream.range(0, ROWS).filter(allowed).toArray());
        verify(plan, allowed, any.filter(ids));
    }

    @Test
    void passesThroughAFewThatAreNotAllowed() {
        verifyBoth(Plan.GRAPH, id -> id % 10 != 0);
    }

    /** How many are allowed is soon known where they are many; after that only rows that were compared are asked about. */
    @Test
    void asksNoMoreThanItTakes() {
        LongAdder asked = new LongAdder();
        Query query = Query.of(recall.queries().getFirst()).effort(48).filter(id -> {
            asked.increment();
            return true;
        });
        Hits hits = index.search(query);
        assertThat(hits.plan()).isEqualTo(Plan.GRAPH);
        assertThat(asked.sum()).isBetween(32L, 32 + hits.scored());
    }

    /** Comparing must be dear for that, as it is where vectors are long and there are no codes. */
    @Test
    void stepsOverMostThatAreNotAllowed() throws IOException {
        ClusteredVectors vectors = new ClusteredVectors(1, WIDE, 12);
        float[] rows = vectors.next(ROWS);
        LongPredicate allowed = id -> id % 5 == 0;
        IdSet ids = IdSet.of(LongStream.range(0, ROWS).filter(allowed).toArray());
        try (Recall wide = new Recall(Metric.EUCLIDEAN, vectors, WIDE, 60);
                VectorIndex graph = VectorIndex.builder(WIDE, Metric.EUCLIDEAN)
                        .hnsw(settings ->
                                settings.connections(8).buildEffort(60).encoding(EncodingKind.FLOAT32))
                        .create()) {
            graph.addAll(Recall.ids(0, ROWS), rows);
            wide.exact().addAll(Recall.ids(0, ROWS), rows);
            Query any = Query.of(new float[WIDE]).effort(36);
            verify(wide, graph, Plan.GRAPH_ALLOWED, allowed, any.filter(allowed));
            verify(wide, graph, Plan.GRAPH_ALLOWED, allowed, any.filter(ids));
        }
    }

    @Test
    void comparesFewThatAreAllowed() {
        LongPredicate allowed = id -> id % 100 == 0;
        IdSet ids = IdSet.of(LongStream.range(0, ROWS).filter(allowed).toArray());
        verify(Plan.ALLOWED_SCAN, allowed, Query.of(new float[DIMENSION]).filter(ids));
        // A set is looked up where it is small and asked where it is large, and predicates are asked of every row.
        LongPredicate few = id -> id < 40;
        IdSet fewIds = IdSet.of(LongStream.range(-5_000, 40).toArray());
        verify(Plan.ALLOWED_SCAN, few, Query.of(new float[DIMENSION]).filter(IdSet.of(Recall.ids(0, 40))));
        for (float[] vector : recall.queries()) {
            Hits hits = index.search(Query.of(vector).k(30).effort(300).filter(fewIds));
            assertThat(LongStream.of(hits.ids())).allMatch(few::test).hasSize(30);
            assertThat(hits.plan()).isEqualTo(Plan.ALLOWED_SCAN);
        }
    }

    /** The graph promises little work, and finds next to nothing that is allowed on its way: it must be given up. */
    @Test
    void whereTheGraphLeadsToNothingAllowedEverythingAllowedIsCompared() {
        for (float[] vector : recall.queries()) {
            Hits nearest = recall.exact().search(Query.of(vector).k(3_000));
            IdSet far = IdSet.of(Arrays.copyOfRange(
                    recall.exact().search(Query.of(vector).k(ROWS)).ids(), 5_000, ROWS));
            Query query = Query.of(vector).k(20).effort(20).filter(far);
            Hits hits = index.search(query);
            assertThat(hits.size()).isEqualTo(20);
            assertThat(LongStream.of(hits.ids())).allMatch(far::contains);
            assertThat(nearest.ids()).doesNotContain(hits.ids());
        }
    }
}
