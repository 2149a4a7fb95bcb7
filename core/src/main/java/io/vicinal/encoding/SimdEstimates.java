package io.vicinal.encoding;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Estimates the scores of scattered rows, with the Vector API at 512 bits.
 *
 * <p>Before codes are compared, a first loop reads a word of each of their cache lines. The processor looks a few hundred instructions ahead, so the
 * fewer stand between those reads the more of them are under way at once: a handful while comparing, dozens in a loop without another in it. That more
 * than halves the time of scattered rows (docs/BENCHMARKS.md).
 */
final class SimdEstimates {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final int CHUNK = RaBitQQuery.CHUNK;
    private static final int CACHE_LINE = 64;

    /** Rows whose sums are added up together, each in sixteen bits: they are less than 2^14, of 128 components with three and four bits. */
    private static final int PACKED = 4;

    /** Added to four sums, it keeps those below zero from taking a one from their neighbours. */
    private static final long OFFSETS = 0x8000_8000_8000_8000L;

    private SimdEstimates() {}

    /** See {@link CodeKernels#screen}. */
    static int screen(RaBitQQuery query, MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        query.drawn = drawCodes(codes, rows, count);
        sumCodes(query, codes, rows, count);
        return keep(query, rows, count, bound, scores);
    }

    /** Reads a word of each code. */
    private static long drawCodes(MemorySegment codes, int[] rows, int count) {
        long drawn = 0;
        for (int i = 0; i < count; i++) {
            drawn ^= codes.get(RaBitQ.LONG, (long) rows[i] * RaBitQ.CODE_BYTES);
        }
        return drawn;
    }

    /** Sums the products of the query with the codes, and takes out the codes' floats. */
    private static void sumCodes(RaBitQQuery query, MemorySegment codes, int[] rows, int count) {
        // The planes in registers: a code has one chunk.
        LongVector eight = LongVector.fromArray(LONGS, query.codePlanes, 0);
        LongVector four = LongVector.fromArray(LONGS, query.codePlanes, CHUNK);
        LongVector two = LongVector.fromArray(LONGS, query.codePlanes, 2 * CHUNK);
        LongVector one = LongVector.fromArray(LONGS, query.codePlanes, 3 * CHUNK);
        LongVector shifts = LongVector.fromArray(LONGS, query.codeShifts, 0);
        float[] factors = query.factors;
        float[] added = query.added;
        long floats = (long) query.codeWords * Long.BYTES;
        int last = count - 1;
        for (int i = 0; i < count; i += PACKED) {
            LongVector packed = LongVector.zero(LONGS);
            for (int j = PACKED - 1; j >= 0; j--) {
                long at = (long) rows[Math.min(i + j, last)] * RaBitQ.CODE_BYTES;
                LongVector bits = LongVector.fromMemorySegment(LONGS, codes, at, LITTLE_ENDIAN);
                // The highest plane of a signed number counts negative.
                LongVector high = bits.and(eight).lanewise(BIT_COUNT);
                LongVector twice = bits.and(four).lanewise(BIT_COUNT).sub(high.add(high));
                twice = twice.add(twice).add(bits.and(two).lanewise(BIT_COUNT));
                LongVector sum =
                        twice.add(twice).add(bits.and(one).lanewise(BIT_COUNT)).lanewise(LSHL, shifts);
                packed = packed.lanewise(LSHL, Short.SIZE).add(sum);
                // Both floats at once, since each look at a segment is checked.
                long both = codes.get(RaBitQ.LONG, at + floats);
                factors[i + j] = Float.intBitsToFloat((int) both);
                added[i + j] = Float.intBitsToFloat((int) (both >>> Integer.SIZE));
            }
            unpack(query, (packed.reduceLanes(ADD) + OFFSETS) ^ OFFSETS, i);
        }
    }

    private static void unpack(RaBitQQuery query, long packed, int to) {
        for (int j = 0; j < PACKED; j++) {
            query.codeSums[to + j] = (short) (packed >>> (j * Short.SIZE));
        }
    }

    /** Scores the rows, and moves those above the bound to the front: without branches, which no processor would foresee. */
    private static int keep(RaBitQQuery query, int[] rows, int count, float bound, float[] scores) {
        float middle = query.codeMiddle;
        float[] sums = query.codeSums;
        boolean detailed = query.detailWords > 0;
        int kept = 0;
        int whole = count & -INTS.length();
        for (int i = 0; i < whole; i += INTS.length()) {
            FloatVector sum = FloatVector.fromArray(FLOATS, sums, i);
            FloatVector product = FloatVector.fromArray(FLOATS, query.factors, i)
                    .mul(query.unit)
                    .mul(sum.sub(middle));
            FloatVector score = FloatVector.fromArray(FLOATS, query.added, i)
                    .add(query.base)
                    .add(product);
            VectorMask<Float> above = score.compare(GT, bound);
            long good = above.toLong();
            VectorMask<Integer> mask = VectorMask.fromLong(INTS, good);
            // What is written beyond those kept overwrites rows that have been looked at.
            IntVector.fromArray(INTS, rows, i).compress(mask).intoArray(rows, kept);
            if (detailed) {
                sum.compress(above).intoArray(sums, kept);
            }
            score.compress(above).intoArray(scores, kept);
            kept += Long.bitCount(good);
        }
        for (int i = whole; i < count; i++) {
            float sum = sums[i];
            float score = query.base + query.added[i] + query.factors[i] * query.unit * (sum - middle);
            rows[kept] = rows[i];
            sums[kept] = sum;
            scores[kept] = score;
            // By the sign of a difference.
            kept += Float.floatToRawIntBits(bound - score) >>> (Integer.SIZE - 1);
        }
        return kept;
    }

    /** See {@link CodeKernels#refine}. */
    static void refine(
            RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        long stride = query.encoding.detailBytes();
        query.drawn = drawDetails(details, stride, rows, count);
        int bits = query.encoding.bits();
        int[] sums = query.sums;
        for (int i = 0; i < count; i++) {
            sums[i] = (int) query.codeSums[i] << (bits - 1);
        }
        int chunks = query.detailChunks();
        for (int chunk = 0; chunk < chunks; chunk++) {
            addDetails(query, chunk, details, stride, rows, count);
        }
        long added = (long) query.codeWords * Long.BYTES + RaBitQ.ADDED;
        long factor = (long) query.detailWords * Long.BYTES + RaBitQ.FACTOR;
        float base = query.base;
        float unit = query.unit;
        float middle = query.middle;
        for (int i = 0; i < count; i++) {
            scores[i] = base
                    + codes.get(RaBitQ.FLOAT, (long) rows[i] * RaBitQ.CODE_BYTES + added)
                    + details.get(RaBitQ.FLOAT, rows[i] * stride + factor) * unit * (sums[i] - middle);
        }
    }

    /** Reads a word of each line of rows whose details take {@code stride} bytes. */
    private static long drawDetails(MemorySegment details, long stride, int[] rows, int count) {
        long drawn = 0;
        for (long line = 0; line < stride; line += CACHE_LINE) {
            drawn ^= drawLine(details, stride, line, rows, count);
        }
        return drawn;
    }

    private static long drawLine(MemorySegment details, long stride, long line, int[] rows, int count) {
        long drawn = 0;
        for (int i = 0; i < count; i++) {
            drawn ^= details.get(RaBitQ.LONG, rows[i] * stride + line);
        }
        return drawn;
    }

    /** Adds the products of the query with a chunk of the details to the sums of the rows. */
    private static void addDetails(
            RaBitQQuery query, int chunk, MemorySegment details, long stride, int[] rows, int count) {
        int plane = chunk * RaBitQQuery.PLANES * CHUNK;
        LongVector eight = LongVector.fromArray(LONGS, query.detailPlanes, plane);
        LongVector four = LongVector.fromArray(LONGS, query.detailPlanes, plane + CHUNK);
        LongVector two = LongVector.fromArray(LONGS, query.detailPlanes, plane + 2 * CHUNK);
        LongVector one = LongVector.fromArray(LONGS, query.detailPlanes, plane + 3 * CHUNK);
        LongVector shifts = LongVector.fromArray(LONGS, query.detailShifts, chunk * CHUNK);
        int[] sums = query.sums;
        long line = (long) chunk * CACHE_LINE;
        for (int i = 0; i < count; i++) {
            LongVector bits = LongVector.fromMemorySegment(LONGS, details, rows[i] * stride + line, LITTLE_ENDIAN);
            LongVector high = bits.and(eight).lanewise(BIT_COUNT);
            LongVector twice = bits.and(four).lanewise(BIT_COUNT).sub(high.add(high));
            twice = twice.add(twice).add(bits.and(two).lanewise(BIT_COUNT));
            LongVector sum = twice.add(twice).add(bits.and(one).lanewise(BIT_COUNT));
            sums[i] += (int) sum.lanewise(LSHL, shifts).reduceLanes(ADD);
        }
    }
}
