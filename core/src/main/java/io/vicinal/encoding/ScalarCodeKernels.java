package io.vicinal.encoding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** In plain Java. */
final class ScalarCodeKernels implements CodeKernels {
    /** Added to a float of up to 2^22 it leaves no bits for fractions, and the rounded number in the last bits. */
    private static final float NO_FRACTION = 0x1.8p23f;

    @Override
    public void transform(float[] vector, int from, int length) {
        for (int half = 1; half < length; half <<= 1) {
            for (int pair = from; pair < from + length; pair += 2 * half) {
                for (int i = pair; i < pair + half; i++) {
                    float a = vector[i];
                    float b = vector[i + half];
                    vector[i] = a + b;
                    vector[i + half] = a - b;
                }
            }
        }
    }

    @Override
    public float planes(float[] vector, long[] planes) {
        float unit = largest(vector) / RaBitQQuery.TOP;
        float factor = unit > 0 ? 1 / unit : 0;
        Arrays.fill(planes, 0);
        for (int i = 0; i < vector.length; i++) {
            int level = Float.floatToRawIntBits(vector[i] * factor + NO_FRACTION);
            int first = i / Long.SIZE * RaBitQQuery.PLANES;
            for (int plane = 0; plane < RaBitQQuery.PLANES; plane++) {
                planes[first + plane] |= (level >>> (RaBitQQuery.PLANES - 1 - plane) & 1L) << i;
            }
        }
        return unit;
    }

    /** The largest absolute value; four at a time, so that none waits for the one before. */
    private static float largest(float[] vector) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        // Without their signs, the bits of floats are in the order of the floats.
        for (int i = 0; i < vector.length; i += 4) {
            a = Math.max(a, Float.floatToRawIntBits(vector[i]) & Integer.MAX_VALUE);
            b = Math.max(b, Float.floatToRawIntBits(vector[i + 1]) & Integer.MAX_VALUE);
            c = Math.max(c, Float.floatToRawIntBits(vector[i + 2]) & Integer.MAX_VALUE);
            d = Math.max(d, Float.floatToRawIntBits(vector[i + 3]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(Math.max(Math.max(a, b), Math.max(c, d)));
    }

    @Override
    public long bits(int[] numbers, int from, int bit) {
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            bits |= (numbers[from + i] >>> bit & 1L) << i;
        }
        return bits;
    }

    @Override
    public int screen(RaBitQQuery query, MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        long stride = query.encoding.codeBytes();
        float factor = query.unit;
        float middle = query.codeMiddle;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long at = row * stride;
            int sum = 0;
            for (int word = 0; word < query.codeWords; word++) {
                long code = codes.get(RaBitQ.LONG, at + (long) word * Long.BYTES);
                sum += products(query, query.codePlanes, word, code) << query.codeShifts[word];
            }
            long floats = at + (long) query.codeWords * Long.BYTES;
            float score = query.base
                    + codes.get(RaBitQ.FLOAT, floats + RaBitQ.ADDED)
                    + codes.get(RaBitQ.FLOAT, floats + RaBitQ.FACTOR) * factor * (sum - middle);
            rows[kept] = row;
            query.codeSums[kept] = sum;
            scores[kept] = score;
            if (score > bound) {
                kept++;
            }
        }
        return kept;
    }

    /** Sums the products of 64 components of the query with 64 bits. */
    private static int products(RaBitQQuery query, long[] planes, int word, long bits) {
        // The highest plane of a signed number counts negative.
        int sum = -Long.bitCount(bits & planes[query.place(word, 0)]);
        for (int plane = 1; plane < RaBitQQuery.PLANES; plane++) {
            sum = 2 * sum + Long.bitCount(bits & planes[query.place(word, plane)]);
        }
        return sum;
    }

    @Override
    public void refine(
            RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        int bits = query.encoding.bits();
        long codeStride = query.encoding.codeBytes();
        long stride = query.encoding.detailBytes();
        int words = query.detailWords;
        float middle = query.middle;
        for (int i = 0; i < count; i++) {
            long at = rows[i] * stride;
            int sum = (int) query.codeSums[i] << (bits - 1);
            for (int word = 0; word < words; word++) {
                long detail = details.get(RaBitQ.LONG, at + (long) word * Long.BYTES);
                sum += products(query, query.detailPlanes, word, detail) << query.detailShifts[word];
            }
            long codeFloats = rows[i] * codeStride + (long) query.codeWords * Long.BYTES;
            scores[i] = query.base
                    + codes.get(RaBitQ.FLOAT, codeFloats + RaBitQ.ADDED)
                    + details.get(RaBitQ.FLOAT, at + (long) words * Long.BYTES + RaBitQ.FACTOR)
                            * query.unit
                            * (sum - middle);
        }
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
        int kept = 0;
        int bits = query.encoding.bits();
        float middle = query.middle;
        for (int i = 0; i < blockCount * Encoding.BLOCK; i++) {
            long at = query.encoding.inBlock(firstBlock * Encoding.BLOCK + i);
            int sum = 0;
            for (int bit = 0; bit < bits; bit++) {
                sum *= 2;
                for (int plane = 0; plane < query.blockPlanes.length; plane += RaBitQQuery.PLANES) {
                    sum += products(query.blockPlanes, plane, blocks.get(RaBitQ.INT, at));
                    at += RaBitQ.LINE;
                }
            }
            float bound = query.base
                    + blocks.get(RaBitQ.FLOAT, at + RaBitQ.LINE)
                    + blocks.get(RaBitQ.FLOAT, at) * query.unit * (sum - middle)
                    + blocks.get(RaBitQ.FLOAT, at + 2 * RaBitQ.LINE) * spread;
            if (bound >= least) {
                rows[kept] = firstBlock * Encoding.BLOCK + i;
                bounds[kept++] = bound;
            }
        }
        return kept;
    }

    /** Sums the products of 32 components of the query with 32 bits. */
    private static int products(int[] planes, int first, int bits) {
        int sum = -Integer.bitCount(bits & planes[first]);
        for (int plane = 1; plane < RaBitQQuery.PLANES; plane++) {
            sum = 2 * sum + Integer.bitCount(bits & planes[first + plane]);
        }
        return sum;
    }

    @Override
    public float dot(float[] vector, int length, MemorySegment bytes, long offset) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            even += vector[i] * bytes.get(ValueLayout.JAVA_BYTE, offset + i);
            odd += vector[i + 1] * bytes.get(ValueLayout.JAVA_BYTE, offset + i + 1);
        }
        return i < length ? even + odd + vector[i] * bytes.get(ValueLayout.JAVA_BYTE, offset + i) : even + odd;
    }
}
