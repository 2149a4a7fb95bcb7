package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine hnswlib finds in clustered vectors, so many that the graph is searched. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HnswlibSearchTest {
    private static final int DIMENSION = 32;
    private static final int ROWS = 12_000;
    private static final int K = 10;

    private final ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 60);
    private final float[][] questions = new float[40][];
    private final VectorIndex index;
    private final VectorIndex exact;

    HnswlibSearchTest() throws IOException {
        index = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .hnswlib(graph -> graph.connections(12).buildEffort(80))
                .create();
        exact = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN).create();
    }

    @BeforeAll
    void fill() {
        float[] rows = vectors.next(ROWS);
        index.addAll(LongStream.range(0, ROWS).toArray(), rows);
        exact.addAll(LongStream.range(0, ROWS).toArray(), rows);
        Arrays.setAll(questions, i -> vectors.next());
    }

    @AfterAll
    void close() {
        index.close();
        exact.close();
    }

    private double recall(int effort, LongPredicate filter) {
        int found = 0;
        int wanted = 0;
        for (float[] question : questions) {
            Query query = Query.of(question).k(K).effort(effort).filter(filter);
            Hits hits = index.search(query);
            Hits truth = exact.search(query);
            assertThat(hits.size()).isEqualTo(truth.size());
            assertThat(Arrays.stream(hits.ids())).allMatch(filter::test);
            long[] right = truth.ids().clone();
            Arrays.sort(right);
            found += (int) Arrays.stream(hits.ids())
                    .filter(id -> Arrays.binarySearch(right, id) >= 0)
                    .count();
            wanted += right.length;
        }
        return (double) found / wanted;
    }

    @ParameterizedTest
    @CsvSource({"10, 0.6", "40, 0.85", "120, 0.95"})
    void findsNearlyAll(int effort, double floor) {
        assertThat(recall(effort, id -> true)).isGreaterThan(floor);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 100, 300, 500, 900})
    void findsNearlyAllThatAFilterAllows(int perMille) {
        assertThat(recall(60, id -> id * 7919 % 1000 < perMille)).isGreaterThan(0.85);
    }

    @Test
    void comparesAFewOfTheRowsAndMoreWithMoreEffort() {
        long before = 0;
        for (int effort : new int[] {10, 40, 120}) {
            long scored = 0;
            for (float[] question : questions) {
                scored += index.search(Query.of(question).effort(effort)).scored();
            }
            assertThat(scored).isBetween(before + 1, questions.length * (ROWS / 2L));
            before = scored;
        }
    }

    /** Rows near the query are forbidden, so that what the graph yields first is none of those allowed. */
    @Test
    void findsWhatIsFarWhereWhatIsNearIsForbidden() {
        for (float[] question : questions) {
            long[] near = exact.search(Query.of(question).k(1_000)).ids().clone();
            Arrays.sort(near);
            LongPredicate far = id -> Arrays.binarySearch(near, id) < 0;
            Query query = Query.of(question).k(K).effort(20).filter(far);
            assertThat(index.search(query).size()).isEqualTo(K);
        }
    }

    @Test
    void saysWhetherItWentByTheGraph() {
        Query query = Query.of(questions[0]).k(K).effort(60);
        IdSet few = IdSet.of(LongStream.range(100, 150).toArray());
        IdSet most = IdSet.of(LongStream.range(0, ROWS - 1_000).toArray());
        assertThat(index.search(query).plan()).isEqualTo(Plan.GRAPH);
        assertThat(index.search(query.filter(most)).plan()).isEqualTo(Plan.GRAPH);
        assertThat(index.search(query.filter(most::contains)).plan()).isEqualTo(Plan.GRAPH);
        assertThat(index.search(query.filter(few::contains)).plan()).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(index.search(query.filter(few)).plan()).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(index.search(query.filter(few)).scored()).isEqualTo(50);
        assertThat(index.search(query.k(ROWS)).plan()).isEqualTo(Plan.SCAN);
        assertThat(index.search(query.k(ROWS)).scored()).isEqualTo(ROWS);
    }

    @Test
    void anInterruptedThreadSearchesAndAddsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(index.search(Query.of(questions[0]).effort(10)).size()).isEqualTo(10);
        index.add(-1, questions[0]);
        assertThat(index.search(Query.of(questions[0]).effort(40).k(1)).ids()).containsExactly(-1);
        index.remove(-1);
        assertThat(Thread.interrupted()).isTrue();
    }
}
