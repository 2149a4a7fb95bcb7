package io.vicinal.index.rows;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.RowVerification;
import io.vicinal.storage.SectionBlocks;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Where rows lie, and how they came: under cosine, rows are kept at length 1 beside their norms. */
sealed interface RowSource extends AutoCloseable {
    /** The rows there are now. */
    VectorRows rows();

    /** The norm that a row came with; only asked for under cosine. */
    float norm(int row);

    /** One divided by the norm of each row, where rows are not kept at length 1 although the metric is cosine. */
    default float @Nullable [] inverseNorms() {
        return null;
    }

    /** What rows are verified by before they are read; null where that is not needed. */
    default @Nullable SectionBlocks blocks() {
        return null;
    }

    /** Does the same for rows of a file that somebody else opened. */
    default @Nullable RowVerification verification() {
        return null;
    }

    long mappedBytes();

    /** How many of the mapped bytes are those of the rows themselves. */
    default long rowBytes() {
        return mappedBytes();
    }

    @Override
    void close();

    /** Rows of the index's own, which can change. */
    record Own(VectorFile file) implements RowSource {
        @Override
        public VectorRows rows() {
            return file.rows();
        }

        @Override
        public float norm(int row) {
            return file.norm(row);
        }

        @Override
        public long mappedBytes() {
            return file.mappedBytes();
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Rows in a file of the caller's that grows, as many of them as are shown. */
    final class Attached implements RowSource {
        private final VectorFile file;
        private volatile VectorRows shown;

        Attached(VectorFile file) {
            this.file = file;
            this.shown = file.rows().first(0);
        }

        @Override
        public RowVerification verification() {
            return file.verification();
        }

        void show(int count) {
            shown = file.rows().first(count);
        }

        @Override
        public VectorRows rows() {
            return shown;
        }

        @Override
        public float norm(int row) {
            return file.norm(row);
        }

        @Override
        public long mappedBytes() {
            return file.mappedBytes();
        }

        @Override
        public void close() {}
    }

    /** Rows in a snapshot. */
    record Saved(Snapshot snapshot, VectorRows rows, MemorySegment norms, SectionBlocks blocks) implements RowSource {
        private static final ValueLayout.OfFloat FLOAT =
                ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        @Override
        public float norm(int row) {
            return norms.get(FLOAT, (long) row * Float.BYTES);
        }

        @Override
        public long mappedBytes() {
            return snapshot.mappedBytes();
        }

        @Override
        public long rowBytes() {
            return rows.count() * rows.stride();
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }

    /** Rows of the caller's, as they are. */
    final class Outside implements RowSource {
        private final VectorRows rows;
        private final float @Nullable [] inverseNorms;

        private Outside(VectorRows rows, float @Nullable [] inverseNorms) {
            this.rows = rows;
            this.inverseNorms = inverseNorms;
        }

        /** Checks every row, which also gives the norms. */
        static Outside check(VectorRows rows, Metric metric) {
            float[] inverseNorms = metric == Metric.COSINE ? new float[rows.count()] : null;
            float[] row = new float[rows.dimension()];
            for (int i = 0; i < rows.count(); i++) {
                rows.copy(i, row);
                double norm = VectorCheck.norm(row, rows.dimension(), metric, i);
                if (inverseNorms != null) {
                    inverseNorms[i] = (float) (1 / norm);
                }
            }
            return new Outside(rows, inverseNorms);
        }

        @Override
        public VectorRows rows() {
            return rows;
        }

        @Override
        public float norm(int row) {
            return inverseNorms == null ? 1 : 1 / inverseNorms[row];
        }

        @Override
        public float @Nullable [] inverseNorms() {
            return inverseNorms;
        }

        @Override
        public long mappedBytes() {
            return rows.segment().byteSize();
        }

        @Override
        public void close() {}
    }
}
