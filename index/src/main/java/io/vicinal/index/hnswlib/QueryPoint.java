package io.vicinal.index.hnswlib;

/** A query, which the library takes for a point. For one search in one thread. */
final class QueryPoint extends Point {
    private static final long serialVersionUID = 1;
    private static final int NO_ROW = -1;

    private final transient float[] vector;
    private transient long scored;

    /** Takes a vector that is ready for the kernels, under cosine at length 1, without copying it. */
    QueryPoint(float[] vector) {
        super(NO_ROW);
        this.vector = vector;
    }

    float[] components() {
        return vector;
    }

    /** The vector, about to be compared with one more row. */
    float[] next() {
        scored++;
        return vector;
    }

    /** How many rows it has been compared with. */
    long scored() {
        return scored;
    }
}
