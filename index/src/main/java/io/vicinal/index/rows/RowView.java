package io.vicinal.index.rows;

import io.vicinal.storage.VectorRows;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and what their dot products have to be multiplied with: both of the same moment, for readers that take no lock. Immutable.
 * Valid until the {@link RowStore} it came from is closed.
 */
public final class RowView {
    private final VectorRows rows;
    private final float @Nullable [] inverseNorms;

    RowView(VectorRows rows, float @Nullable [] inverseNorms) {
        this.rows = rows;
        this.inverseNorms = inverseNorms;
    }

    /**
     * Returns the rows.
     *
     * @return where they lie; under cosine at length 1 unless there are {@linkplain #inverseNorms inverse norms}
     */
    public VectorRows rows() {
        return rows;
    }

    /**
     * Returns what to multiply dot products with, where the metric is cosine and the rows have any length.
     *
     * @return one divided by the norm of each row, not to be changed; null where dot products need nothing
     */
    public float @Nullable [] inverseNorms() {
        return inverseNorms;
    }
}
