package io.vicinal.index.partition;

import io.vicinal.index.rows.RowReader;
import io.vicinal.kernel.Metric;

/** Rows to be compared with each other, each known by its place among them. For any number of threads. */
public final class PlacedRows {
    private final RowReader reader;
    private final int[] ordinals;
    private final int dimension;
    private final Metric metric;

    /**
     * Takes rows.
     *
     * @param reader reads them by their ordinals
     * @param ordinals of the row at each place; not to be changed
     * @param dimension floats in a row
     * @param metric cosine or Euclidean
     */
    public PlacedRows(RowReader reader, int[] ordinals, int dimension, Metric metric) {
        this.reader = reader;
        this.ordinals = ordinals;
        this.dimension = dimension;
        this.metric = metric;
    }

    int dimension() {
        return dimension;
    }

    Metric metric() {
        return metric;
    }

    void copy(int place, float[] row) {
        reader.copy(ordinals[place], row);
    }

    /** How many there are. */
    int count() {
        return ordinals.length;
    }

    /**
     * Copies the rows at some places, one after the other; for Euclidean distances as seen from an origin, since the products of rows that are far from
     * zero, and near to each other, tell too little of what is between them.
     */
    void copy(int[] places, int from, int count, float[] origin, float[] row, float[] block) {
        for (int i = 0; i < count; i++) {
            copy(places[from + i], row);
            if (metric == Metric.EUCLIDEAN) {
                subtract(row, origin);
            }
            System.arraycopy(row, 0, block, i * dimension, dimension);
        }
    }

    private static void subtract(float[] row, float[] origin) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= origin[i];
        }
    }
}
