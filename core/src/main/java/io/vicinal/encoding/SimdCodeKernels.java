package io.vicinal.encoding;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.NE;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** With the Vector API at 512 bits. Vectors other than constants never leave a method, since they might end up on the heap. */
class SimdCodeKernels implements CodeKernels {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
    private static final int CACHE_LINE = 64;

    /** Added to a float of up to 2^22 it leaves no bits for fractions. */
    private static final float NO_FRACTION = 0x1.8p23f;

    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final FloatVector SIGN_1 = sign(1);
    private static final FloatVector SIGN_2 = sign(2);
    private static final FloatVector SIGN_4 = sign(4);
    private static final FloatVector SIGN_8 = sign(8);

    static boolean supported() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= FLOATS.vectorBitSize();
    }

    /**
     * One method on purpose, too long for the compiler to make it a part of its callers: where all that a query needs became one method, vectors ended
     * up on the heap in some processes, and a search took half as long again.
     */
    @Override
    public void transform(float[] vector, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i += FLOATS.length()) {
            FloatVector v = FloatVector.fromArray(FLOATS, vector, i);
            v = v.fma(SIGN_1, v.rearrange(SWAP_1));
            v = v.fma(SIGN_2, v.rearrange(SWAP_2));
            v = v.fma(SIGN_4, v.rearrange(SWAP_4));
            v = v.fma(SIGN_8, v.rearrange(SWAP_8));
            v.intoArray(vector, i);
        }
        int half = FLOATS.length();
        // Two steps at once, which pair vectors.
        for (; 4 * half <= length; half <<= 2) {
            for (int four = from; four < end; four += 4 * half) {
                for (int i = four; i < four + half; i += FLOATS.length()) {
                    FloatVector a = FloatVector.fromArray(FLOATS, vector, i);
                    FloatVector b = FloatVector.fromArray(FLOATS, vector, i + half);
                    FloatVector c = FloatVector.fromArray(FLOATS, vector, i + 2 * half);
                    FloatVector d = FloatVector.fromArray(FLOATS, vector, i + 3 * half);
                    FloatVector ab = a.add(b);
                    FloatVector cd = c.add(d);
                    FloatVector aMinusB = a.sub(b);
                    FloatVector cMinusD = c.sub(d);
                    ab.add(cd).intoArray(vector, i);
                    aMinusB.add(cMinusD).intoArray(vector, i + half);
                    ab.sub(cd).intoArray(vector, i + 2 * half);
                    aMinusB.sub(cMinusD).intoArray(vector, i + 3 * half);
                }
            }
        }
        // The last step, if their number is odd.
        for (int i = from; half < length && i < from + half; i += FLOATS.length()) {
            FloatVector a = FloatVector.fromArray(FLOATS, vector, i);
            FloatVector b = FloatVector.fromArray(FLOATS, vector, i + half);
            a.add(b).intoArray(vector, i);
            a.sub(b).intoArray(vector, i + half);
        }
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(FLOATS, i -> i ^ distance);
    }

    private static FloatVector sign(int distance) {
        float[] signs = new float[FLOATS.length()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = (i & distance) == 0 ? 1 : -1;
        }
        return FloatVector.fromArray(FLOATS, signs, 0);
    }

    /** As long as it is for the same reason as {@link #transform}. */
    @Override
    public float planes(float[] vector, long[] planes) {
        FloatVector largest = FloatVector.zero(FLOATS);
        for (int i = 0; i < vector.length; i += FLOATS.length()) {
            largest = largest.max(FloatVector.fromArray(FLOATS, vector, i).lanewise(ABS));
        }
        float unit = largest.reduceLanes(MAX) / RaBitQQuery.TOP;
        float factor = unit > 0 ? 1 / unit : 0;
        for (int word = 0; word < vector.length / Long.SIZE; word++) {
            long eight = 0;
            long four = 0;
            long two = 0;
            long one = 0;
            for (int i = 0; i < Long.SIZE; i += FLOATS.length()) {
                // With floats alone: where the Vector API changes types, vectors may end up on the heap.
                FloatVector level = FloatVector.fromArray(FLOATS, vector, word * Long.SIZE + i)
                        .mul(factor)
                        .add(NO_FRACTION)
                        .sub(NO_FRACTION);
                VectorMask<Float> negative = level.compare(LT, 0);
                FloatVector rest = level.add(8, negative);
                VectorMask<Float> fours = rest.compare(GE, 4);
                rest = rest.sub(4, fours);
                VectorMask<Float> twos = rest.compare(GE, 2);
                rest = rest.sub(2, twos);
                eight |= negative.toLong() << i;
                four |= fours.toLong() << i;
                two |= twos.toLong() << i;
                one |= rest.compare(GE, 1).toLong() << i;
            }
            planes[word * RaBitQQuery.PLANES] = eight;
            planes[word * RaBitQQuery.PLANES + 1] = four;
            planes[word * RaBitQQuery.PLANES + 2] = two;
            planes[word * RaBitQQuery.PLANES + 3] = one;
        }
        return unit;
    }

    @Override
    public long bits(int[] numbers, int from, int bit) {
        int mask = 1 << bit;
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i += INTS.length()) {
            bits |= IntVector.fromArray(INTS, numbers, from + i)
                            .and(mask)
                            .compare(NE, 0)
                            .toLong()
                    << i;
        }
        return bits;
    }

    @Override
    public int screen(RaBitQQuery query, MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        return SimdEstimates.screen(query, codes, rows, count, bound, scores);
    }

    @Override
    public void refine(
            RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        SimdEstimates.refine(query, codes, details, rows, count, scores);
    }

    @Override
    public int bound(
            RaBitQQuery query,
            MemorySegment blocks,
            int firstBlock,
            int blockCount,
            float spread,
            float least,
            int[] rows,
            float[] bounds) {
        int bits = query.encoding.bits();
        int[] sums = query.sums;
        long stride = query.encoding.blockBytes();
        long first = firstBlock * stride;
        for (int block = 0; block < blockCount; block++) {
            sum(query.blockPlanes, blocks, first + block * stride, bits, sums, block * INTS.length());
        }
        int count = blockCount * INTS.length();
        float[] all = query.all;
        for (int i = 0; i < count; i++) {
            all[i] = sums[i];
        }
        float middle = query.middle;
        long floats = first + (long) bits * query.encoding.groups() * CACHE_LINE;
        int kept = 0;
        for (int i = 0; i < count; i += FLOATS.length()) {
            FloatVector factor = FloatVector.fromMemorySegment(FLOATS, blocks, floats, LITTLE_ENDIAN);
            FloatVector added = FloatVector.fromMemorySegment(FLOATS, blocks, floats + CACHE_LINE, LITTLE_ENDIAN);
            FloatVector deviation =
                    FloatVector.fromMemorySegment(FLOATS, blocks, floats + 2 * CACHE_LINE, LITTLE_ENDIAN);
            FloatVector bound = added.add(query.base)
                    .add(factor.mul(query.unit)
                            .mul(FloatVector.fromArray(FLOATS, all, i).sub(middle)))
                    .add(deviation.mul(spread));
            bound.intoArray(all, i);
            for (long left = bound.compare(GE, least).toLong(); left != 0; left &= left - 1) {
                int at = i + Long.numberOfTrailingZeros(left);
                rows[kept] = firstBlock * INTS.length() + at;
                bounds[kept++] = all[at];
            }
            floats += stride;
        }
        return kept;
    }

    /** Sums the products of the query with the bits of the rows of a block. */
    private static void sum(int[] planes, MemorySegment blocks, long block, int bits, int[] sums, int to) {
        IntVector eight = IntVector.zero(INTS);
        IntVector four = IntVector.zero(INTS);
        IntVector two = IntVector.zero(INTS);
        IntVector one = IntVector.zero(INTS);
        long at = block;
        for (int bit = 0; bit < bits; bit++) {
            eight = eight.add(eight);
            four = four.add(four);
            two = two.add(two);
            one = one.add(one);
            for (int plane = 0; plane < planes.length; plane += RaBitQQuery.PLANES) {
                IntVector code = IntVector.fromMemorySegment(INTS, blocks, at, LITTLE_ENDIAN);
                eight = eight.add(code.and(planes[plane]).lanewise(BIT_COUNT));
                four = four.add(code.and(planes[plane + 1]).lanewise(BIT_COUNT));
                two = two.add(code.and(planes[plane + 2]).lanewise(BIT_COUNT));
                one = one.add(code.and(planes[plane + 3]).lanewise(BIT_COUNT));
                at += CACHE_LINE;
            }
        }
        // The highest plane of a signed number counts negative.
        IntVector sum = four.sub(eight.add(eight));
        sum = sum.add(sum).add(two);
        sum.add(sum).add(one).intoArray(sums, to);
    }

    @Override
    public float dot(float[] vector, int length, MemorySegment bytes, long offset) {
        int whole = length & -(2 * FLOATS.length());
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += 2 * FLOATS.length()) {
            FloatVector a = (FloatVector) ByteVector.fromMemorySegment(BYTES, bytes, offset + i, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.B2F, FLOATS, 0);
            FloatVector b = (FloatVector)
                    ByteVector.fromMemorySegment(BYTES, bytes, offset + i + FLOATS.length(), LITTLE_ENDIAN)
                            .convertShape(VectorOperators.B2F, FLOATS, 0);
            even = a.fma(FloatVector.fromArray(FLOATS, vector, i), even);
            odd = b.fma(FloatVector.fromArray(FLOATS, vector, i + FLOATS.length()), odd);
        }
        float sum = even.add(odd).reduceLanes(ADD);
        for (int i = whole; i < length; i++) {
            sum += vector[i] * bytes.get(java.lang.foreign.ValueLayout.JAVA_BYTE, offset + i);
        }
        return sum;
    }
}
