package io.vicinal.encoding;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A query against codes of {@link RaBitQ}: its components, rotated like the rows', rounded to signed numbers of few bits. The sum of the products of
 * those and the levels of a row is then a sum of popcounts, plane by plane.
 *
 * <p>The planes of the query lie as a kernel of 512 bit reads them: for each eight words of a code the eight words of the highest plane, which counts
 * negative, then those of the next. Words that face nothing but floats and padding are 0.
 */
final class RaBitQQuery implements EncodedQuery {
    /** Words that a kernel reads at once. */
    static final int CHUNK = 8;

    /** Bits of a component of the query: for codes of two bits, rounding them makes the error six parts in a hundred larger. */
    static final int PLANES = 4;

    /** Rows that there is room for at first, a multiple of those that a kernel compares at once. */
    private static final int ROOM = 64;

    /** What is rounded to the highest level of a component of the query, but for a hundredth. */
    static final float TOP = (1 << (PLANES - 1)) - 0.51f;

    /** The squared cosine between a row and its levels, for normal components, by bits. */
    private static final double[] ALIGNMENT = {0, 0.6366, 0.8812, 0.9625, 0.9885};

    final RaBitQ encoding;
    /** Words of the highest plane in a code. */
    final int codeWords;

    final int detailWords;
    final long[] codePlanes;
    final long[] detailPlanes;

    /** By how much the sums of each word of the details are shifted, since their planes count more or less. */
    final long[] detailShifts;

    /** The planes once more, for blocks: for each 32 components an int of the highest plane, then one of the next. */
    final int[] blockPlanes;

    /** The sums with the signs of the rows that were kept; details may be added to them. */
    int[] sums = new int[ROOM];

    /** The sums of all rows once more, and two floats of their codes: the factor, and what is added. */
    float[] products = new float[ROOM];

    float[] factors = new float[ROOM];

    float[] added = new float[ROOM];

    /** The bounds of the rows of blocks, kept or not. */
    float[] all = {};

    /** What every row's estimate has in it. */
    float base;

    /** What one of the query's levels is worth. */
    float unit;

    /** The sum of the query's levels. */
    int total;

    /** The part of it that the components in codes have. */
    int codeTotal;

    /** Keeps the compiler from leaving out reads whose values nobody wants. */
    long drawn;

    private final CodeKernels kernels;
    private final float[] rotated;
    private final long[] planes;
    private float codeSpread;
    private float detailSpread;

    RaBitQQuery(RaBitQ encoding, CodeKernels kernels) {
        this.encoding = encoding;
        this.kernels = kernels;
        this.codeWords = encoding.codeWords();
        this.detailWords = encoding.detailWords();
        int length = encoding.rotation().length();
        this.rotated = new float[length];
        this.planes = new long[encoding.words() * PLANES];
        this.codePlanes = new long[chunks(codeWords) * CHUNK * PLANES];
        this.blockPlanes = new int[encoding.groups() * PLANES];
        this.detailPlanes = new long[chunks(detailWords) * CHUNK * PLANES];
        this.detailShifts = new long[chunks(detailWords) * CHUNK];
        for (int i = 0; i < detailWords; i++) {
            detailShifts[i] = encoding.bits() - 1L - (codeWords + i) / encoding.words();
        }
    }

    private static int chunks(int words) {
        return (words + CHUNK - 1) / CHUNK;
    }

    int detailChunks() {
        return chunks(detailWords);
    }

    @Override
    public void set(float[] vector) {
        float[] origin = encoding.origin();
        for (int i = 0; i < origin.length; i++) {
            rotated[i] = vector[i] - origin[i];
        }
        Arrays.fill(rotated, origin.length, rotated.length, 0);
        float square = Kernels.dot(rotated, rotated);
        base = encoding.metric() == Metric.EUCLIDEAN ? -square : Kernels.dot(vector, origin);
        encoding.rotation().apply(rotated);
        unit = kernels.planes(rotated, planes);
        int words = encoding.words();
        codeTotal = sum(0, codeWords);
        total = codeTotal + sum(codeWords, words);
        for (int word = 0; word < words; word++) {
            spread(word, words);
        }
        codeSpread = spread(square, ALIGNMENT[1] * codeWords / words);
        detailSpread = spread(square, ALIGNMENT[encoding.bits()]);
    }

    /** Sums the levels of the components in some words. */
    private int sum(int from, int to) {
        int sum = 0;
        for (int word = from; word < to; word++) {
            int first = word * PLANES;
            sum += 4 * Long.bitCount(planes[first + 1])
                    + 2 * Long.bitCount(planes[first + 2])
                    + Long.bitCount(planes[first + 3])
                    - 8 * Long.bitCount(planes[first]);
        }
        return sum;
    }

    /** Puts the planes of 64 components everywhere they are read. */
    private void spread(int word, int words) {
        for (int plane = 0; plane < PLANES; plane++) {
            long bits = planes[word * PLANES + plane];
            blockPlanes[2 * word * PLANES + plane] = (int) bits;
            blockPlanes[(2 * word + 1) * PLANES + plane] = (int) (bits >>> Integer.SIZE);
            if (word < codeWords) {
                codePlanes[place(word, plane)] = bits;
            }
            for (int i = word; i < codeWords + detailWords; i += words) {
                if (i >= codeWords) {
                    detailPlanes[place(i - codeWords, plane)] = bits;
                }
            }
        }
    }

    int place(int word, int plane) {
        return (word / CHUNK * PLANES + plane) * CHUNK + word % CHUNK;
    }

    /** The distance from the centroid, to which the error is in proportion, made longer by what rounding the query adds. */
    private float spread(float square, double alignment) {
        double rounding = unit * (double) unit / 12 * (rotated.length - 1) / (1 - alignment);
        return (float) Math.sqrt(square + rounding);
    }

    @Override
    public int screen(MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        if (factors.length < count) {
            int room = (2 * count + ROOM) & -ROOM;
            sums = new int[room];
            products = new float[room];
            factors = new float[room];
            added = new float[room];
        }
        return kernels.screen(this, codes, rows, count, bound, scores);
    }

    @Override
    public void refine(MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        if (detailWords > 0) {
            kernels.refine(this, codes, details, rows, count, scores);
        }
    }

    @Override
    public int bound(
            MemorySegment blocks,
            int firstBlock,
            int blockCount,
            float deviations,
            float least,
            int[] rows,
            float[] bounds) {
        int count = blockCount * Encoding.BLOCK;
        if (sums.length < count) {
            sums = new int[count];
        }
        if (all.length < count) {
            all = new float[count];
        }
        return kernels.bound(this, blocks, firstBlock, blockCount, deviations * detailSpread, least, rows, bounds);
    }

    @Override
    public float screenDeviation(MemorySegment codes, int row) {
        return detailWords == 0 ? 0 : codeDeviation(codes, row);
    }

    private float codeDeviation(MemorySegment codes, int row) {
        long floats = (long) row * encoding.codeBytes() + (long) codeWords * Long.BYTES;
        return codeSpread * codes.get(RaBitQ.FLOAT, floats + RaBitQ.DEVIATION);
    }

    @Override
    public float deviation(MemorySegment codes, MemorySegment details, int row) {
        if (detailWords == 0) {
            return codeDeviation(codes, row);
        }
        long floats = (long) row * encoding.detailBytes() + (long) detailWords * Long.BYTES;
        return detailSpread * details.get(RaBitQ.FLOAT, floats + RaBitQ.DETAIL_DEVIATION);
    }
}
