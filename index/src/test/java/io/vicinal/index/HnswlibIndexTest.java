package io.vicinal.index;

import io.vicinal.kernel.Metric;
import org.junit.jupiter.api.Nested;

class HnswlibIndexTest {
    /** So little effort that all but the smallest indexes of the contract are searched by their graphs. */
    private static final TestedEngine HNSWLIB = new TestedEngine() {
        @Override
        public String name() {
            return "hnswlib";
        }

        @Override
        public VectorIndexBuilder choose(VectorIndexBuilder builder) {
            return builder.hnswlib(graph -> graph.connections(8).buildEffort(60));
        }

        @Override
        public boolean exact() {
            return false;
        }

        @Override
        public double recallFloor(Metric metric, int dimension) {
            if (metric == Metric.COSINE && dimension == 1) {
                // There are but two different vectors, and no way from the many of one to the many of the other.
                return 0;
            }
            // Some tests ask three questions and no more, of which one answer may lack its only hit.
            return dimension <= 16 ? 0.6 : 0.4;
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
            super(HNSWLIB);
        }
    }

    @Nested
    class Filtering extends FilterContract {
        Filtering() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Changing extends ChangeContract {
        Changing() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Refusing extends RefusalContract {
        Refusing() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Saving extends SavingContract {
        Saving() {
            super(HNSWLIB);
        }
    }

    @Nested
    class KilledWhileSaving extends KilledSaveContract {
        KilledWhileSaving() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Damaged extends DamageContract {
        Damaged() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Outside extends OutsideRowsContract {
        Outside() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        Threads() {
            super(HNSWLIB);
        }
    }

    @Nested
    class Model extends ModelContract {
        Model() {
            super(HNSWLIB);
        }
    }
}
