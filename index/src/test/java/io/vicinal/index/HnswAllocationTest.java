package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search of the engine hnsw allocates its answer and nothing else. */
@Timeout(120)
class HnswAllocationTest {
    private static final int DIMENSION = 768;
    private static final int ROWS = 3_000;
    private static final int SEARCHES = 10_000;

    /** For the measuring itself, and what compilers leave behind now and then. */
    private static final long SLACK = 100_000;

    /** Where no compiler can do without an answer. */
    private static volatile Hits kept = new Hits(new long[0], new float[0], 0, Plan.SCAN);

    /** Some answers, each as it is. */
    private interface Answers {
        Hits next(int i);
    }

    /** What this thread has allocated; by reflection, since the module of the tests does not read the one of the counter. */
    private static long allocated() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) bytes.invoke(threads);
    }

    private static long taken(Answers answers) throws ReflectiveOperationException {
        long before = allocated();
        for (int i = 0; i < SEARCHES; i++) {
            kept = answers.next(i);
            assertSize(kept);
        }
        return allocated() - before;
    }

    private static void assertSize(Hits hits) {
        if (hits.size() != 10) {
            throw new AssertionError(hits);
        }
    }

    private static Hits copy(Hits hits) {
        return new Hits(hits.ids().clone(), hits.scores().clone(), hits.scored(), hits.plan());
    }

    private static VectorIndex create(Metric metric, ClusteredVectors vectors) throws IOException {
        return create(metric, DIMENSION, vectors, EncodingKind.RABITQ2);
    }

    private static VectorIndex create(Metric metric, int dimension, ClusteredVectors vectors, EncodingKind encoding)
            throws IOException {
        VectorIndex index = VectorIndex.builder(dimension, metric)
                .threads(1)
                .hnsw(graph -> graph.connections(8).buildEffort(40).encoding(encoding))
                .create();
        index.addAll(Recall.ids(0, ROWS), vectors.next(ROWS));
        return index;
    }

    private static void verify(VectorIndex index, List<Query> queries, Plan plan) throws ReflectiveOperationException {
        Hits[] hits = queries.stream().map(index::search).toArray(Hits[]::new);
        assertThat(hits).extracting(Hits::plan).containsOnly(plan);
        Answers searches = i -> index.search(queries.get(i % hits.length));
        Answers copies = i -> copy(hits[i % hits.length]);
        taken(searches);
        taken(searches);
        taken(copies);
        long searched = taken(searches);
        long copied = taken(copies);
        assertThat(copied).isGreaterThan(SEARCHES * 120L);
        assertThat(searched).isLessThan(copied + SLACK);
    }

    private static List<Query> queries(ClusteredVectors vectors) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            queries.add(Query.of(vectors.next()).effort(32));
        }
        return queries;
    }

    @ParameterizedTest
    @EnumSource
    void searchesAllocateNothingButTheirHits(Metric metric) throws Exception {
        ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 20);
        try (VectorIndex index = create(metric, vectors)) {
            verify(index, queries(vectors), Plan.GRAPH);
        }
    }

    @Test
    void searchesByCodesOfOneLineAllocateNothingButTheirHits() throws Exception {
        ClusteredVectors vectors = new ClusteredVectors(1, 128, 20);
        try (VectorIndex index = create(Metric.COSINE, 128, vectors, EncodingKind.RABITQ_LINE)) {
            verify(index, queries(vectors), Plan.GRAPH);
        }
    }

    @Test
    void searchesAmongRemovedRowsAllocateNothingButTheirHits() throws Exception {
        ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 20);
        try (VectorIndex index = create(Metric.COSINE, vectors)) {
            for (long id = 0; id < 20; id++) {
                index.remove(id * 7);
            }
            verify(index, queries(vectors), Plan.GRAPH);
        }
    }

    @Test
    void searchesWithFiltersAllocateNothingButTheirHits() throws Exception {
        ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 20);
        try (VectorIndex index = create(Metric.EUCLIDEAN, DIMENSION, vectors, EncodingKind.FLOAT32)) {
            for (Plan plan : List.of(Plan.GRAPH, Plan.GRAPH_ALLOWED, Plan.ALLOWED_SCAN)) {
                long[] ids = LongStream.range(0, ROWS)
                        .filter(id -> plan == Plan.GRAPH ? id % 10 > 0 : id % (plan == Plan.ALLOWED_SCAN ? 50 : 3) == 0)
                        .toArray();
                IdSet allowed = IdSet.of(ids);
                List<Query> queries = queries(vectors).stream()
                        .map(query -> query.effort(16).filter(allowed))
                        .toList();
                verify(index, queries, plan);
            }
        }
    }
}
