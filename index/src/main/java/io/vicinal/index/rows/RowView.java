package io.vicinal.index.rows;

import io.vicinal.storage.RowVerification;
import io.vicinal.storage.SectionBlocks;
import io.vicinal.storage.VectorRows;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and what their dot products have to be multiplied with: both of the same moment, for readers that take no lock. Immutable.
 * Valid until the {@link RowStore} it came from is closed.
 */
public final class RowView {
    private final VectorRows rows;
    private final float @Nullable [] inverseNorms;

    /** What verifies rows of a snapshot. */
    private final @Nullable SectionBlocks blocks;

    /** What verifies rows of an attached file. */
    private final @Nullable RowVerification verification;

    RowView(RowSource source) {
        this.rows = source.rows();
        this.inverseNorms = source.inverseNorms();
        this.blocks = source.blocks();
        this.verification = source.verification();
    }

    /**
     * Verifies rows of a file that was opened, which must be done before they are read. Where they have been verified, or came from nowhere that they
     * could be damaged, this takes no time.
     *
     * @param ordinals the rows
     * @param count how many of them
     * @throws io.vicinal.storage.CorruptFileException if a row is damaged
     */
    public void verify(int[] ordinals, int count) {
        SectionBlocks unverified = blocks;
        if (unverified != null && !unverified.complete()) {
            for (int i = 0; i < count; i++) {
                unverified.verify(rows.offset(ordinals[i]), rows.stride());
            }
        }
        if (verification != null) {
            verification.verify(ordinals, count);
        }
    }

    /** Verifies a row. */
    void verify(int ordinal) {
        SectionBlocks unverified = blocks;
        if (unverified != null && !unverified.complete()) {
            unverified.verify(rows.offset(ordinal), rows.stride());
        }
        if (verification != null) {
            verification.verify(ordinal);
        }
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
