package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;

/**
 * How vectors become codes, and how scores are estimated from those. A code has up to two parts, which lie in areas of their own: the
 * <em>code</em>, from which every row that a search comes by is judged, and <em>details</em>, which are read of those rows only that may matter.
 * Both have a fixed length, whole cache lines, and should be aligned to them. Where all rows are compared anyway, they lie in blocks instead.
 *
 * <p>Immutable, and safe for use by several threads; encoders and queries are not.
 */
public sealed interface Encoding permits RaBitQ, Int8 {
    /** Rows in a block. */
    int BLOCK = 16;

    /**
     * Returns the form of the codes.
     *
     * @return any but {@link EncodingKind#FLOAT32} and {@link EncodingKind#AUTO}
     */
    EncodingKind kind();

    /**
     * Returns what scores mean.
     *
     * @return the metric; under cosine, rows and queries must have length 1
     */
    Metric metric();

    /**
     * Returns the point that codes are differences from.
     *
     * @return as many floats as there are dimensions; a copy
     */
    float[] centroid();

    /**
     * Returns the length of a code.
     *
     * @return bytes, a multiple of 64
     */
    int codeBytes();

    /**
     * Returns the length of the details of a row.
     *
     * @return bytes, a multiple of 64; 0 if there are none
     */
    int detailBytes();

    /**
     * Returns the length of a block: the codes of {@value #BLOCK} rows with all their bits, in the order in which one row after the other is compared
     * fastest.
     *
     * @return bytes, a multiple of 64
     */
    int blockBytes();

    /**
     * Copies the code of a row from one block to another.
     *
     * @param from blocks
     * @param fromRow which place in them, counted in rows
     * @param to other blocks
     * @param toRow which place in those
     */
    void copyInBlock(MemorySegment from, int fromRow, MemorySegment to, int toRow);

    /**
     * Makes an encoder.
     *
     * @return for one thread at a time
     */
    Encoder newEncoder();

    /**
     * Makes a query, to be used again and again.
     *
     * @return for one thread at a time
     */
    EncodedQuery newQuery();
}
