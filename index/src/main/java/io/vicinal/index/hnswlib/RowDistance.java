package io.vicinal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import io.vicinal.index.rows.IdRows;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the library compares points by: less is closer, so minus the dot product, or the squared Euclidean distance. Rows are read
 * where they lie; one of two rows is copied to the heap first, since the kernels compare an array with a row, and stays there
 * for as long as the library compares it with one row after another.
 */
final class RowDistance implements DistanceFunction<Point, Float> {
    private static final long serialVersionUID = 1;
    private static final AtomicLong NEXT_OWNER = new AtomicLong();

    private final long owner = NEXT_OWNER.incrementAndGet();
    private final boolean euclidean;
    private final int dimension;
    private final transient IdRows rows;
    private transient volatile View view;

    /** Where the rows lie now; replaced as a whole, so that threads that build never see half of it. */
    private static final class View {
        private final VectorRows rows;
        private final float @Nullable [] inverseNorms;

        View(IdRows rows) {
            this.rows = rows.rows();
            this.inverseNorms = rows.inverseNorms();
        }
    }

    RowDistance(IdRows rows, Metric metric) {
        this.rows = rows;
        this.dimension = rows.rows().dimension();
        this.euclidean = metric == Metric.EUCLIDEAN;
        this.view = new View(rows);
    }

    /** Shows the rows added meanwhile. */
    void refresh() {
        view = new View(rows);
    }

    /** Says which row this thread is about to connect, and so will be compared with many others. */
    void connecting(int ordinal) {
        LoadedRows.ofThread(owner, dimension).connect(ordinal, rows);
    }

    @Override
    public Float distance(Point a, Point b) {
        View current = view;
        if (a instanceof QueryPoint query) {
            return toRow(query.next(), current, b.ordinal());
        }
        LoadedRows loaded = LoadedRows.ofThread(owner, dimension);
        return loaded.has(a.ordinal())
                ? toRow(loaded.load(a.ordinal(), rows), current, b.ordinal())
                : toRow(loaded.load(b.ordinal(), rows), current, a.ordinal());
    }

    private float toRow(float[] vector, View current, int ordinal) {
        VectorRows row = current.rows;
        if (euclidean) {
            return Kernels.squaredEuclidean(vector, row.segment(), row.offset(ordinal));
        }
        float dot = Kernels.dot(vector, row.segment(), row.offset(ordinal));
        return current.inverseNorms == null ? -dot : -dot * current.inverseNorms[ordinal];
    }
}
