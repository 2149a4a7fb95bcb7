package io.vicinal.index;

import io.vicinal.kernel.Metric;

/** An engine, and what its tests may expect of it. */
interface TestedEngine {
    /** The engine's name. */
    String name();

    /** Chooses the engine. */
    VectorIndexBuilder choose(VectorIndexBuilder builder);

    /** Whether every search finds the true answer. */
    default boolean exact() {
        return true;
    }

    /** The mean share of the true answer that an approximate engine finds at least, at {@link #effort}, in vectors without order. */
    default double recallFloor(Metric metric, int dimension) {
        return 0.95;
    }

    /** How hard approximate engines look in these tests. */
    default int effort() {
        return 200;
    }

    /** Whether rows of the caller's can be searched where they lie. */
    default boolean searchesOutsideRows() {
        return true;
    }

    /** How many sequences of changes are tried. */
    default int modelRuns() {
        return 200;
    }
}
