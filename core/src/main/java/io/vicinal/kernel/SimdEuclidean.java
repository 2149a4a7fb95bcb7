package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Squared Euclidean distances with the Vector API. */
final class SimdEuclidean implements SimdOperation {
    @Override
    public float pair(float[] a, float[] b) {
        int whole = SPECIES.loopBound(a.length);
        int four = whole - whole % (4 * L);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        for (int i = 0; i < four; i += 4 * L) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = d0.fma(d0, s0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, i + L).sub(FloatVector.fromArray(SPECIES, b, i + L));
            s1 = d1.fma(d1, s1);
            FloatVector d2 =
                    FloatVector.fromArray(SPECIES, a, i + 2 * L).sub(FloatVector.fromArray(SPECIES, b, i + 2 * L));
            s2 = d2.fma(d2, s2);
            FloatVector d3 =
                    FloatVector.fromArray(SPECIES, a, i + 3 * L).sub(FloatVector.fromArray(SPECIES, b, i + 3 * L));
            s3 = d3.fma(d3, s3);
        }
        for (int i = four; i < whole; i += L) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = d.fma(d, s0);
        }
        if (whole < a.length) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, a.length);
            FloatVector d =
                    FloatVector.fromArray(SPECIES, a, whole, tail).sub(FloatVector.fromArray(SPECIES, b, whole, tail));
            s1 = d.fma(d, s1);
        }
        // The tree of Lanes.sum, here because a vector that is handed to another method may end up on the heap.
        FloatVector sum = s0.add(s1).add(s2.add(s3));
        sum = sum.add(sum.rearrange(Lanes.HALF));
        sum = sum.add(sum.rearrange(Lanes.QUARTER_UP));
        if (L > 4) {
            sum = sum.add(sum.rearrange(Lanes.EIGHTH_UP));
        }
        if (L > 8) {
            sum = sum.add(sum.rearrange(Lanes.ONE));
        }
        return sum.lane(0);
    }

    @Override
    public float pair(float[] a, MemorySegment rows, long row) {
        int whole = SPECIES.loopBound(a.length);
        int four = whole - whole % (4 * L);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        for (int i = 0; i < four; i += 4 * L) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, i)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, LITTLE_ENDIAN));
            s0 = d0.fma(d0, s0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, i + L)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + L), LITTLE_ENDIAN));
            s1 = d1.fma(d1, s1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, i + 2 * L)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + 2 * L), LITTLE_ENDIAN));
            s2 = d2.fma(d2, s2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, i + 3 * L)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + 3 * L), LITTLE_ENDIAN));
            s3 = d3.fma(d3, s3);
        }
        for (int i = four; i < whole; i += L) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, i)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, LITTLE_ENDIAN));
            s0 = d.fma(d, s0);
        }
        if (whole < a.length) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, a.length);
            FloatVector d = FloatVector.fromArray(SPECIES, a, whole, tail)
                    .sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail));
            s1 = d.fma(d, s1);
        }
        // The tree of Lanes.sum, here because a vector that is handed to another method may end up on the heap.
        FloatVector sum = s0.add(s1).add(s2.add(s3));
        sum = sum.add(sum.rearrange(Lanes.HALF));
        sum = sum.add(sum.rearrange(Lanes.QUARTER_UP));
        if (L > 4) {
            sum = sum.add(sum.rearrange(Lanes.EIGHTH_UP));
        }
        if (L > 8) {
            sum = sum.add(sum.rearrange(Lanes.ONE));
        }
        return sum.lane(0);
    }

    @Override
    public void row(
            float[] queries, int start, int dimension, MemorySegment rows, long row0, float[] partials, int at) {
        int whole = SPECIES.loopBound(dimension);
        FloatVector s0 = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += L) {
            FloatVector q = FloatVector.fromArray(SPECIES, queries, start + i);
            FloatVector d0 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN));
            s0 = d0.fma(d0, s0);
        }
        if (whole < dimension) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, dimension);
            FloatVector q = FloatVector.fromArray(SPECIES, queries, start + whole, tail);
            FloatVector d0 =
                    q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * whole, LITTLE_ENDIAN, tail));
            s0 = d0.fma(d0, s0);
        }
        s0.intoArray(partials, at);
    }

    @Override
    public void eightRows(float[] query, MemorySegment rows, long[] offsets, int from, float[] partials) {
        int whole = SPECIES.loopBound(query.length);
        long row0 = offsets[from];
        long row1 = offsets[from + 1];
        long row2 = offsets[from + 2];
        long row3 = offsets[from + 3];
        long row4 = offsets[from + 4];
        long row5 = offsets[from + 5];
        long row6 = offsets[from + 6];
        long row7 = offsets[from + 7];
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector s4 = FloatVector.zero(SPECIES);
        FloatVector s5 = FloatVector.zero(SPECIES);
        FloatVector s6 = FloatVector.zero(SPECIES);
        FloatVector s7 = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += L) {
            FloatVector q = FloatVector.fromArray(SPECIES, query, i);
            FloatVector d0 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN));
            s0 = d0.fma(d0, s0);
            FloatVector d1 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row1 + 4L * i, LITTLE_ENDIAN));
            s1 = d1.fma(d1, s1);
            FloatVector d2 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row2 + 4L * i, LITTLE_ENDIAN));
            s2 = d2.fma(d2, s2);
            FloatVector d3 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row3 + 4L * i, LITTLE_ENDIAN));
            s3 = d3.fma(d3, s3);
            FloatVector d4 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row4 + 4L * i, LITTLE_ENDIAN));
            s4 = d4.fma(d4, s4);
            FloatVector d5 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row5 + 4L * i, LITTLE_ENDIAN));
            s5 = d5.fma(d5, s5);
            FloatVector d6 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row6 + 4L * i, LITTLE_ENDIAN));
            s6 = d6.fma(d6, s6);
            FloatVector d7 = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row7 + 4L * i, LITTLE_ENDIAN));
            s7 = d7.fma(d7, s7);
        }
        s0.intoArray(partials, 0);
        s1.intoArray(partials, L);
        s2.intoArray(partials, 2 * L);
        s3.intoArray(partials, 3 * L);
        s4.intoArray(partials, 4 * L);
        s5.intoArray(partials, 5 * L);
        s6.intoArray(partials, 6 * L);
        s7.intoArray(partials, 7 * L);
        for (int r = 0; whole < query.length && r < 8; r++) {
            tail(query, 0, query.length, whole, rows, offsets[from + r], partials, r * L);
        }
    }

    @Override
    public void tile(
            float[] queries, int start, int dimension, MemorySegment rows, long row0, long stride, float[] partials) {
        int whole = SPECIES.loopBound(dimension);
        int start1 = start + dimension;
        int start2 = start1 + dimension;
        int start3 = start2 + dimension;
        long row1 = row0 + stride;
        long row2 = row1 + stride;
        long row3 = row2 + stride;
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += L) {
            FloatVector r0 = FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN);
            FloatVector r1 = FloatVector.fromMemorySegment(SPECIES, rows, row1 + 4L * i, LITTLE_ENDIAN);
            FloatVector r2 = FloatVector.fromMemorySegment(SPECIES, rows, row2 + 4L * i, LITTLE_ENDIAN);
            FloatVector r3 = FloatVector.fromMemorySegment(SPECIES, rows, row3 + 4L * i, LITTLE_ENDIAN);
            FloatVector q0 = FloatVector.fromArray(SPECIES, queries, start + i);
            FloatVector d00 = q0.sub(r0);
            s00 = d00.fma(d00, s00);
            FloatVector d01 = q0.sub(r1);
            s01 = d01.fma(d01, s01);
            FloatVector d02 = q0.sub(r2);
            s02 = d02.fma(d02, s02);
            FloatVector d03 = q0.sub(r3);
            s03 = d03.fma(d03, s03);
            FloatVector q1 = FloatVector.fromArray(SPECIES, queries, start1 + i);
            FloatVector d10 = q1.sub(r0);
            s10 = d10.fma(d10, s10);
            FloatVector d11 = q1.sub(r1);
            s11 = d11.fma(d11, s11);
            FloatVector d12 = q1.sub(r2);
            s12 = d12.fma(d12, s12);
            FloatVector d13 = q1.sub(r3);
            s13 = d13.fma(d13, s13);
            FloatVector q2 = FloatVector.fromArray(SPECIES, queries, start2 + i);
            FloatVector d20 = q2.sub(r0);
            s20 = d20.fma(d20, s20);
            FloatVector d21 = q2.sub(r1);
            s21 = d21.fma(d21, s21);
            FloatVector d22 = q2.sub(r2);
            s22 = d22.fma(d22, s22);
            FloatVector d23 = q2.sub(r3);
            s23 = d23.fma(d23, s23);
            FloatVector q3 = FloatVector.fromArray(SPECIES, queries, start3 + i);
            FloatVector d30 = q3.sub(r0);
            s30 = d30.fma(d30, s30);
            FloatVector d31 = q3.sub(r1);
            s31 = d31.fma(d31, s31);
            FloatVector d32 = q3.sub(r2);
            s32 = d32.fma(d32, s32);
            FloatVector d33 = q3.sub(r3);
            s33 = d33.fma(d33, s33);
        }
        s00.intoArray(partials, 0);
        s01.intoArray(partials, L);
        s02.intoArray(partials, 2 * L);
        s03.intoArray(partials, 3 * L);
        s10.intoArray(partials, 4 * L);
        s11.intoArray(partials, 5 * L);
        s12.intoArray(partials, 6 * L);
        s13.intoArray(partials, 7 * L);
        s20.intoArray(partials, 8 * L);
        s21.intoArray(partials, 9 * L);
        s22.intoArray(partials, 10 * L);
        s23.intoArray(partials, 11 * L);
        s30.intoArray(partials, 12 * L);
        s31.intoArray(partials, 13 * L);
        s32.intoArray(partials, 14 * L);
        s33.intoArray(partials, 15 * L);
        for (int i = 0; whole < dimension && i < 16; i++) {
            tail(queries, start + i / 4 * dimension, dimension, whole, rows, row0 + i % 4 * stride, partials, i * L);
        }
    }

    /**
     * Adds what comes after the last whole vector, for one row. A masked load is so much code that all rows' in one method are
     * more than the first compiler can take, and such a method then never reaches the second one.
     */
    private static void tail(
            float[] queries,
            int start,
            int dimension,
            int whole,
            MemorySegment rows,
            long row,
            float[] partials,
            int at) {
        VectorMask<Float> tail = SPECIES.indexInRange(whole, dimension);
        FloatVector q = FloatVector.fromArray(SPECIES, queries, start + whole, tail);
        FloatVector d = q.sub(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail));
        d.fma(d, FloatVector.fromArray(SPECIES, partials, at)).intoArray(partials, at);
    }
}
