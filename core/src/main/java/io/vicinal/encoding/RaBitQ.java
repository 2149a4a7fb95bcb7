package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * RaBitQ (Gao and Long 2024, and with several bits Gao and others 2025). A row's difference r from the centroid is rotated and each component rounded
 * to one of 2^bits levels around zero: x. Since &lt;x, r&gt; is known exactly and kept, &lt;q, x&gt; |r|² / &lt;x, r&gt; is an unbiased
 * estimate of &lt;q, r&gt;, with an error that falls with the root of the dimension.
 *
 * <p>A code is the highest bit of the first 384 components, their signs; then three floats: the factor of a dot product with these signs, what is added
 * for the row, and the deviation for a query at distance 1 from the centroid. After a random rotation the first components tell as much as any others.
 * A code that is a line by itself ({@link EncodingKind#RABITQ_LINE}) has as many planes as there is room for, of the lowest one only the first words, and
 * two floats, factor and what is added; it has no details.
 *
 * <p>Details are the signs of all other components, the lower bits, plane by plane from the highest, and two floats, factor and deviation with all bits. All are
 * little-endian; bit i of plane p is that of component i.
 *
 * <p>A block has all of that for sixteen rows: of each 32 components, plane by plane, an int of every row; then factors, what is added, and deviations, with
 * all bits.
 *
 * @param kind how many bits
 * @param metric what scores mean
 * @param centroid where differences are taken from
 * @param rotation of the differences
 */
record RaBitQ(
        EncodingKind kind,
        Metric metric,
        @SuppressWarnings("ArrayRecordComponent") float[] centroid,
        Rotation rotation) implements Encoding {
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Where the floats of a code are, behind its bits. */
    static final int FACTOR = 0;

    static final int ADDED = Float.BYTES;
    static final int DEVIATION = 2 * Float.BYTES;
    private static final int CODE_FLOATS = 3;

    /** Where the deviation of the details is; their factor comes first, too. */
    static final int DETAIL_DEVIATION = Float.BYTES;

    private static final int DETAIL_FLOATS = 2;
    /** Words that a cache line has room for beside three floats, and beside two. */
    private static final int CODE_WORDS = 6;

    private static final int LINE_WORDS = 7;
    private static final int CACHE_LINE = 64;

    /** What a code takes, whatever the dimension: one cache line. */
    static final int CODE_BYTES = CACHE_LINE;

    /** An int or a float of each row of a block. */
    static final int LINE = BLOCK * Integer.BYTES;

    RaBitQ(EncodingKind kind, Metric metric, float[] centroid) {
        this(kind, metric, centroid, new Rotation(centroid.length, CodeKernels.BEST));
    }

    @Override
    public float[] centroid() {
        return centroid.clone();
    }

    /** The centroid itself. */
    float[] origin() {
        return centroid;
    }

    /** How many planes of bits the levels have. */
    int bits() {
        return whole() ? Math.clamp((LINE_WORDS + words() - 1) / words(), 1, kind.bits()) : kind.bits();
    }

    /** Words of 64 bits that a plane of one bit a component takes. */
    int words() {
        return rotation.length() / Long.SIZE;
    }

    /** Tells whether a code has all that is known of a row, and there are no details. */
    boolean whole() {
        return kind == EncodingKind.RABITQ_LINE;
    }

    /** How many planes are in a code, the highest ones. */
    int codeBits() {
        return whole() ? bits() : 1;
    }

    /** Words that are in a code: as many as a cache line has room for beside the floats. */
    int codeWords() {
        return whole() ? Math.min(bits() * words(), LINE_WORDS) : Math.min(words(), CODE_WORDS);
    }

    /** Words of the lowest plane in a code; the other components are a bit shorter there. */
    int lowestWords() {
        return codeWords() - (codeBits() - 1) * words();
    }

    /** The first components, those that all bits are kept of. */
    int fullComponents() {
        return whole() ? lowestWords() * Long.SIZE : rotation.length();
    }

    /** Words in the details: the rest of the highest plane, and the planes below. */
    int detailWords() {
        return whole() ? 0 : bits() * words() - codeWords();
    }

    /** What rounding to all levels does. */
    Rounding rounding() {
        return new Rounding(bits(), fullComponents() / (double) rotation.length());
    }

    /** The same where the signs in codes are all there is. */
    Rounding signRounding() {
        return new Rounding(1, codeWords() / (double) words());
    }

    @Override
    public int codeBytes() {
        return CODE_BYTES;
    }

    @Override
    public int detailBytes() {
        return detailWords() == 0 ? 0 : lines(detailWords() * Long.BYTES + DETAIL_FLOATS * Float.BYTES);
    }

    @Override
    public int blockBytes() {
        return (bits() * groups() + CODE_FLOATS) * LINE;
    }

    @Override
    public void copyInBlock(MemorySegment from, int fromRow, MemorySegment to, int toRow) {
        long source = inBlock(fromRow);
        long destination = inBlock(toRow);
        for (long line = 0; line < blockBytes(); line += LINE) {
            to.set(INT, destination + line, from.get(INT, source + line));
        }
    }

    /** Where the first int of a row is. */
    long inBlock(int row) {
        return (long) (row / BLOCK) * blockBytes() + (long) row % BLOCK * Integer.BYTES;
    }

    /** Groups of 32 components, of which a row has an int in a block. */
    int groups() {
        return rotation.length() / Integer.SIZE;
    }

    static int lines(int bytes) {
        return (bytes + CACHE_LINE - 1) & -CACHE_LINE;
    }

    @Override
    public Encoder newEncoder() {
        return new RaBitQEncoder(this);
    }

    @Override
    public EncodedQuery newQuery() {
        return new RaBitQQuery(this, CodeKernels.BEST);
    }
}
