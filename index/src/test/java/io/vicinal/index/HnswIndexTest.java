package io.vicinal.index;

import io.vicinal.kernel.Metric;
import org.junit.jupiter.api.Nested;

class HnswIndexTest {
    /** So little effort that all but the smallest indexes of the contract are searched by their graphs. */
    private static final TestedEngine HNSW = new TestedEngine() {
        @Override
        public String name() {
            return "hnsw";
        }

        @Override
        public VectorIndexBuilder choose(VectorIndexBuilder builder) {
            return builder.hnsw(graph -> graph.connections(8).buildEffort(60));
        }

        @Override
        public boolean exact() {
            return false;
        }

        @Override
        public double recallFloor(Metric metric, int dimension) {
            if (metric == Metric.DOT_PRODUCT) {
                return dimension == 1 ? 0.4 : 0.6;
            }
            return dimension <= 16 ? 0.9 : 0.6;
        }

        @Override
        public int effort() {
            return 40;
        }

        @Override
        public int modelRuns() {
            return 60;
        }
    };

    @Nested
    class Searching extends SearchContract {
        Searching() {
            super(HNSW);
        }
    }

    @Nested
    class Changing extends ChangeContract {
        Changing() {
            super(HNSW);
        }
    }

    @Nested
    class Refusing extends RefusalContract {
        Refusing() {
            super(HNSW);
        }
    }

    @Nested
    class Saving extends SavingContract {
        Saving() {
            super(HNSW);
        }
    }

    @Nested
    class Damaged extends DamageContract {
        Damaged() {
            super(HNSW);
        }
    }

    @Nested
    class Outside extends OutsideRowsContract {
        Outside() {
            super(HNSW);
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        Threads() {
            super(HNSW);
        }
    }

    @Nested
    class Model extends ModelContract {
        Model() {
            super(HNSW);
        }
    }

    @Nested
    class Filtering extends FilterContract {
        Filtering() {
            super(HNSW);
        }
    }

    @Nested
    class Killed extends KilledSaveContract {
        Killed() {
            super(HNSW);
        }
    }
}
