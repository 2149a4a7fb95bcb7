package io.vicinal.index.partition;

import static io.vicinal.kernel.Kernels.COLUMNS;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;

/**
 * Some rows turned into columns, with which others are compared fast, {@value Kernels#COLUMNS} at a time. What comes out are not scores, but numbers
 * in the order of a row's scores with all columns: dot products, under Euclidean distances less half of the column's square.
 *
 * <p>Several threads may compare, while none {@linkplain #take takes}.
 */
final class Columns {
    /** Rows turned at once: their components then fill a cache line of each component's columns. */
    private static final int TURNED = 16;

    private final PlacedRows rows;
    private final float[] origin;
    private final float[] row;
    private final float[] block;
    private final float[] columns;
    private final float[] halfSquares;

    /** Makes room for so many rows. */
    Columns(PlacedRows rows, int most) {
        this.rows = rows;
        this.origin = new float[rows.dimension()];
        this.row = new float[rows.dimension()];
        int room = whole(most);
        this.block = new float[room * rows.dimension()];
        this.columns = new float[block.length];
        this.halfSquares = new float[room];
    }

    /** What so many rows take of the heap. */
    static long bytes(int most, int dimension) {
        return 2L * whole(most) * dimension * Float.BYTES;
    }

    /** Returns how many columns are computed for so many rows. */
    static int whole(int count) {
        return Math.ceilDiv(count, COLUMNS) * COLUMNS;
    }

    /** Takes the rows at some places. */
    void take(int[] places) {
        rows.copy(places[0], origin);
        rows.copy(places, 0, places.length, origin, row, block);
        for (int i = 0; i < places.length; i += TURNED) {
            turn(i, Math.min(TURNED, places.length - i));
        }
        if (rows.metric() == Metric.EUCLIDEAN) {
            for (int i = 0; i < places.length; i++) {
                halfSquares[i] = halfSquare(i * row.length);
            }
        }
    }

    private void turn(int first, int count) {
        int dimension = row.length;
        int start = first / COLUMNS * COLUMNS * dimension + first % COLUMNS;
        for (int component = 0; component < dimension; component++) {
            int to = start + component * COLUMNS;
            int from = first * dimension + component;
            for (int i = 0; i < count; i++) {
                columns[to + i] = block[from + i * dimension];
            }
        }
    }

    private float halfSquare(int from) {
        float sum = 0;
        for (int i = from; i < from + row.length; i++) {
            sum += block[i] * block[i];
        }
        return sum / 2;
    }

    /** The rows taken, one after the other. */
    float[] block() {
        return block;
    }

    /** Where they are seen from. */
    float[] origin() {
        return origin;
    }

    /** Multiplies some rows, a multiple of four, with the columns from one on. */
    void multiply(float[] queries, int firstQuery, int count, int first, float[] products) {
        Kernels.dotColumns(queries, firstQuery * row.length, count, row.length, columns, first * row.length, products);
    }

    /** Makes products of a row with the first columns what they are to be in the end. */
    void finish(float[] products, int at, int count) {
        if (rows.metric() == Metric.EUCLIDEAN) {
            for (int i = 0; i < count; i++) {
                products[at + i] -= halfSquares[i];
            }
        }
    }

    /** What {@link #finish} leaves out, for one row less for another: half of the difference of their squares. */
    float margin(int row, int other) {
        return halfSquares[other] - halfSquares[row];
    }
}
