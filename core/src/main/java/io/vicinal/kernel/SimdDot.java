package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Dot products with the Vector API. */
final class SimdDot implements SimdOperation {
    @Override
    public float pair(float[] a, float[] b) {
        int whole = SPECIES.loopBound(a.length);
        int four = whole - whole % (4 * L);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        for (int i = 0; i < four; i += 4 * L) {
            s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
            s1 = FloatVector.fromArray(SPECIES, a, i + L).fma(FloatVector.fromArray(SPECIES, b, i + L), s1);
            s2 = FloatVector.fromArray(SPECIES, a, i + 2 * L).fma(FloatVector.fromArray(SPECIES, b, i + 2 * L), s2);
            s3 = FloatVector.fromArray(SPECIES, a, i + 3 * L).fma(FloatVector.fromArray(SPECIES, b, i + 3 * L), s3);
        }
        for (int i = four; i < whole; i += L) {
            s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
        }
        if (whole < a.length) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, a.length);
            s1 = FloatVector.fromArray(SPECIES, a, whole, tail).fma(FloatVector.fromArray(SPECIES, b, whole, tail), s1);
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
            s0 = FloatVector.fromArray(SPECIES, a, i)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, LITTLE_ENDIAN), s0);
            s1 = FloatVector.fromArray(SPECIES, a, i + L)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + L), LITTLE_ENDIAN), s1);
            s2 = FloatVector.fromArray(SPECIES, a, i + 2 * L)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + 2 * L), LITTLE_ENDIAN), s2);
            s3 = FloatVector.fromArray(SPECIES, a, i + 3 * L)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * (i + 3 * L), LITTLE_ENDIAN), s3);
        }
        for (int i = four; i < whole; i += L) {
            s0 = FloatVector.fromArray(SPECIES, a, i)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, LITTLE_ENDIAN), s0);
        }
        if (whole < a.length) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, a.length);
            s1 = FloatVector.fromArray(SPECIES, a, whole, tail)
                    .fma(FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail), s1);
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
            s0 = FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s0);
        }
        if (whole < dimension) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, dimension);
            FloatVector q = FloatVector.fromArray(SPECIES, queries, start + whole, tail);
            s0 = FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * whole, LITTLE_ENDIAN, tail)
                    .fma(q, s0);
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
            s0 = FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s0);
            s1 = FloatVector.fromMemorySegment(SPECIES, rows, row1 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s1);
            s2 = FloatVector.fromMemorySegment(SPECIES, rows, row2 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s2);
            s3 = FloatVector.fromMemorySegment(SPECIES, rows, row3 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s3);
            s4 = FloatVector.fromMemorySegment(SPECIES, rows, row4 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s4);
            s5 = FloatVector.fromMemorySegment(SPECIES, rows, row5 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s5);
            s6 = FloatVector.fromMemorySegment(SPECIES, rows, row6 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s6);
            s7 = FloatVector.fromMemorySegment(SPECIES, rows, row7 + 4L * i, LITTLE_ENDIAN)
                    .fma(q, s7);
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
            s00 = r0.fma(q0, s00);
            s01 = r1.fma(q0, s01);
            s02 = r2.fma(q0, s02);
            s03 = r3.fma(q0, s03);
            FloatVector q1 = FloatVector.fromArray(SPECIES, queries, start1 + i);
            s10 = r0.fma(q1, s10);
            s11 = r1.fma(q1, s11);
            s12 = r2.fma(q1, s12);
            s13 = r3.fma(q1, s13);
            FloatVector q2 = FloatVector.fromArray(SPECIES, queries, start2 + i);
            s20 = r0.fma(q2, s20);
            s21 = r1.fma(q2, s21);
            s22 = r2.fma(q2, s22);
            s23 = r3.fma(q2, s23);
            FloatVector q3 = FloatVector.fromArray(SPECIES, queries, start3 + i);
            s30 = r0.fma(q3, s30);
            s31 = r1.fma(q3, s31);
            s32 = r2.fma(q3, s32);
            s33 = r3.fma(q3, s33);
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
        FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail)
                .fma(q, FloatVector.fromArray(SPECIES, partials, at))
                .intoArray(partials, at);
    }
}
