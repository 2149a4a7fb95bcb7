package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
