package io.vicinal.encoding;

import java.lang.foreign.MemorySegment;

/** Makes codes of vectors. For one thread at a time. */
public interface Encoder {
    /**
     * Writes the code of a vector.
     *
     * @param vector as many floats as there are dimensions, all finite; at length 1 under cosine
     * @param codes where the code goes
     * @param row which place in {@code codes}, counted in codes
     * @param details where the details go; not touched if the encoding has none
     * @param detailRow which place in {@code details}, counted in details
     */
    void encode(float[] vector, MemorySegment codes, int row, MemorySegment details, int detailRow);

    /**
     * Writes the code of a vector, with all its bits, into a block.
     *
     * @param vector as many floats as there are dimensions, all finite; at length 1 under cosine
     * @param blocks where the code goes
     * @param row which place in {@code blocks}, counted in rows
     */
    void encodeInBlock(float[] vector, MemorySegment blocks, int row);
}
