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

    final RaBitQ encoding;
    /** Words in a code, of the highest plane or of all. */
    final int codeWords;

    final int detailWords;
    final long[] codePlanes;
    final long[] detailPlanes;

    /** By how much the sums of each word are shifted, since their planes count more or less. */
    final long[] codeShifts = new long[CHUNK];

    final long[] detailShifts;

    /** The planes once more, for blocks: for each 32 components an int of the highest plane, then one of the next. */
    final int[] blockPlanes;

    /** The sums of the query's products with codes; of the rows that were kept, if there are details to be added. */
    float[] codeSums = new float[ROOM];

    /** Two floats of the codes: the factor, and what is added. */
    float[] factors = new float[ROOM];

    float[] added = new float[ROOM];

    /** Sums with all bits. */
    int[] sums = new int[ROOM];

    /** The bounds of the rows of blocks, kept or not. */
    float[] all = {};

    /** What every row's estimate has in it. */
    float base;

    /** What one of the query's levels is worth. */
    float unit;

    /** What a sum would be if all levels of the row were in the middle of what they can be, by codes alone and with details. */
    float codeMiddle;

    float middle;

    /** Keeps the compiler from leaving out reads whose values nobody wants. */
    long drawn;

    private final CodeKernels kernels;
    private final double signAlignment;
    private final double alignment;

    /** The deviation where the factor of a row is 1, for codes that have no room for it. */
    private final float expectedDeviation;

    private final float[] rotated;
    private final long[] planes;
    private final int[] codeSources;
    private final int[] detailSources;
    private boolean readyForBlocks;
    private float codeSpread;
    private float detailSpread;

    RaBitQQuery(RaBitQ encoding, CodeKernels kernels) {
        this.encoding = encoding;
        this.kernels = kernels;
        this.codeWords = encoding.codeWords();
        this.detailWords = encoding.detailWords();
        int length = encoding.rotation().length();
        this.signAlignment = encoding.signRounding().alignment();
        this.alignment = encoding.rounding().alignment();
        this.expectedDeviation = (float) encoding.rounding().deviation(length);
        this.rotated = new float[length];
        // And a word that is always 0.
        this.planes = new long[encoding.words() * PLANES + 1];
        this.codeSources = sources(0, codeWords);
        this.codePlanes = new long[codeSources.length];
        this.detailSources = sources(codeWords, detailWords);
        this.detailPlanes = new long[detailSources.length];
        this.blockPlanes = new int[encoding.groups() * PLANES];
        this.detailShifts = new long[chunks(detailWords) * CHUNK];
        for (int i = 0; i < codeWords; i++) {
            codeShifts[i] = encoding.codeBits() - 1L - i / encoding.words();
        }
        for (int i = 0; i < detailWords; i++) {
            detailShifts[i] = encoding.bits() - 1L - (codeWords + i) / encoding.words();
        }
    }

    /** For each word of the planes that so many words of a row are compared with, from one on, which word of {@link #planes} it is. */
    private int[] sources(int from, int count) {
        int[] sources = new int[chunks(count) * CHUNK * PLANES];
        Arrays.fill(sources, planes.length - 1);
        for (int i = 0; i < count; i++) {
            for (int plane = 0; plane < PLANES; plane++) {
                sources[place(i, plane)] = (from + i) % encoding.words() * PLANES + plane;
            }
        }
        return sources;
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
        int rest = sum(encoding.lowestWords(), words);
        int total = sum(0, encoding.lowestWords()) + rest;
        codeMiddle = 0.5f * (((1 << encoding.codeBits()) - 1) * total - rest);
        middle = encoding.whole() ? codeMiddle : 0.5f * ((1 << encoding.bits()) - 1) * total;
        collect(codeSources, codePlanes);
        collect(detailSources, detailPlanes);
        readyForBlocks = false;
        codeSpread = spread(square, signAlignment);
        detailSpread = spread(square, alignment);
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

    private void collect(int[] sources, long[] collected) {
        for (int i = 0; i < collected.length; i++) {
            collected[i] = planes[sources[i]];
        }
    }

    private void splitForBlocks() {
        for (int i = 0; i < encoding.words() * PLANES; i++) {
            int place = i / PLANES * 2 * PLANES + i % PLANES;
            blockPlanes[place] = (int) planes[i];
            blockPlanes[place + PLANES] = (int) (planes[i] >>> Integer.SIZE);
        }
        readyForBlocks = true;
    }

    /** Where a plane of the query lies that a word of a row is compared with. */
    int place(int word, int plane) {
        return (word / CHUNK * PLANES + plane) * CHUNK + word % CHUNK;
    }

    /** The distance from the centroid, to which the error is in proportion, made longer by what rounding the query adds. */
    private float spread(float square, double aligned) {
        double rounding = unit * (double) unit / 12 * (rotated.length - 1) / (1 - aligned);
        return (float) Math.sqrt(square + rounding);
    }

    @Override
    public int screen(MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        if (codeSums.length < count) {
            int room = (2 * count + ROOM) & -ROOM;
            codeSums = new float[room];
            factors = new float[room];
            added = new float[room];
            sums = new int[room];
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
        if (!readyForBlocks) {
            splitForBlocks();
        }
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
        if (encoding.whole()) {
            return detailSpread * expectedDeviation * codes.get(RaBitQ.FLOAT, floats + RaBitQ.FACTOR);
        }
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
