package io.vicinal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.Item;

/**
 * A row in the library's graph: all that is on the heap of it beside its connections. It is its own id and its own vector, since
 * every further object would take 16 bytes of each row.
 */
class Point implements Item<Point, Point> {
    private static final long serialVersionUID = 1;

    /** What the library is told: it compares it and does nothing else with it. */
    static final int DIMENSIONS = 1;

    private final int ordinal;

    Point(int ordinal) {
        this.ordinal = ordinal;
    }

    int ordinal() {
        return ordinal;
    }

    @Override
    public Point id() {
        return this;
    }

    @Override
    public Point vector() {
        return this;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    /** Rows have different ordinals, so no two points are equal. */
    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return ordinal;
    }
}
