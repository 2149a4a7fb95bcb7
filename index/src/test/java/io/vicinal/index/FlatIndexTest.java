package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatIndexTest {
    private static final TestedEngine FLAT = new TestedEngine() {
        @Override
        public String name() {
            return "flat";
        }

        @Override
        public VectorIndexBuilder choose(VectorIndexBuilder builder) {
            return builder.flat();
        }
    };

    @Nested
    class Searching extends SearchContract {
        Searching() {
            super(FLAT);
        }
    }

    @Nested
    class Filtering extends FilterContract {
        Filtering() {
            super(FLAT);
        }
    }

    @Nested
    class Changing extends ChangeContract {
        Changing() {
            super(FLAT);
        }
    }

    @Nested
    class Refusing extends RefusalContract {
        Refusing() {
            super(FLAT);
        }
    }

    @Nested
    class Saving extends SavingContract {
        Saving() {
            super(FLAT);
        }
    }

    @Nested
    class KilledWhileSaving extends KilledSaveContract {
        KilledWhileSaving() {
            super(FLAT);
        }
    }

    @Nested
    class Damaged extends DamageContract {
        Damaged() {
            super(FLAT);
        }
    }

    @Nested
    class Outside extends OutsideRowsContract {
        Outside() {
            super(FLAT);
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        Threads() {
            super(FLAT);
        }
    }

    @Nested
    class Model extends ModelContract {
        Model() {
            super(FLAT);
        }
    }

    @Test
    void isTheEngineWhereNoneIsChosen() throws IOException {
        try (VectorIndex index = VectorIndex.builder(2, Metric.COSINE).create()) {
            assertThat(index.stats().engine()).isEqualTo("flat");
        }
    }

    /** So few that they are looked up: it is never asked about a row. */
    private record FewIds(List<Long> ids) implements IdSet {
        @Override
        public boolean contains(long id) {
            throw new AssertionError("asked about id " + id);
        }

        @Override
        public long count() {
            return ids.size();
        }

        @Override
        public void forEach(LongConsumer action) {
            ids.forEach(action::accept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fewIdsAreLookedUpAndManyAreNot(Metric metric) throws IOException {
        Random random = new Random(2);
        int rows = 2_000;
        try (VectorIndex index = VectorIndex.builder(100, metric).flat().create()) {
            for (int i = 0; i < rows; i++) {
                index.add(i, VectorIndexContract.vector(random, 100));
            }
            assertThat(index.remove(3)).isTrue();
            Query query = Query.of(VectorIndexContract.vector(random, 100));
            Query few = query.filter(new FewIds(List.of(7L, 1_999L, 3L, -1L, 40L)));
            for (Hits hits : List.of(
                    index.search(few),
                    index.search(few.threads(2)),
                    index.searchAll(List.of(query, few, query), 2).get(1))) {
                assertThat(hits.ids()).containsExactlyInAnyOrder(7, 1_999, 40);
                assertThat(hits.plan()).isEqualTo(Plan.ALLOWED_SCAN);
                assertThat(hits.scored()).isEqualTo(3);
            }
            IdSet half = IdSet.of(LongStream.range(0, rows / 2).toArray());
            for (Query scanned : List.of(query, query.filter(half), query.filter(id -> id == 7))) {
                assertThat(index.search(scanned).plan()).isEqualTo(Plan.SCAN);
                assertThat(index.search(scanned).scored()).isEqualTo(rows);
            }
        }
    }

    /** Ten ids and scores, the headers of two arrays, the hits: 176 bytes; the rest is slack for the measurement itself. */
    private static final long ANSWER_BYTES = 300;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 20_000})
    void aSearchAllocatesNothingButItsAnswer(int rows) throws Exception {
        assertThat(bytesPerQuery(rows, query -> query.filter(id -> id % 3 != 0)))
                .isBetween(120L, ANSWER_BYTES);
    }

    @Test
    void aLookupAllocatesHardlyMoreThanItsAnswer() throws Exception {
        IdSet few = IdSet.of(LongStream.range(100, 300).toArray());
        assertThat(bytesPerQuery(20_000, query -> query.filter(few))).isBetween(120L, ANSWER_BYTES);
    }

    /** Measures again and again until all is compiled, since code that is not allocates what the compiler later does without. */
    private static long bytesPerQuery(int rows, UnaryOperator<Query> filter) throws Exception {
        Random random = new Random(1);
        int dimension = 16;
        float[] vectors = new float[rows * dimension];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat(-1, 1);
        }
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float[] vector = new float[dimension];
            System.arraycopy(vectors, random.nextInt(rows) * dimension, vector, 0, dimension);
            queries.add(filter.apply(Query.of(vector)));
        }
        try (VectorIndex index =
                VectorIndex.builder(dimension, Metric.COSINE).flat().create()) {
            index.addAll(LongStream.range(0, rows).toArray(), vectors);
            long least = Long.MAX_VALUE;
            for (long end = System.nanoTime() + 20_000_000_000L; least > ANSWER_BYTES && System.nanoTime() < end; ) {
                long before = allocatedBytes();
                for (int i = 0; i < queries.size(); i++) {
                    index.search(queries.get(i));
                }
                least = Math.min(least, (allocatedBytes() - before) / queries.size());
            }
            return least;
        }
    }

    /** By reflection, since the module has no need to read {@code jdk.management} otherwise. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) allocated.invoke(bean);
    }
}
