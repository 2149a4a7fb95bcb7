package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Cosine with rows of any length, with the Vector API: the norm of a row comes from the same loads as its dot product. Each
 * method leaves two vectors of partial sums a row: those of the dot product, then those of the squared norm.
 */
final class SimdCosine {
    private SimdCosine() {}

    /** One row. */
    static void row(float[] query, MemorySegment rows, long row, float[] partials) {
        int whole = SPECIES.loopBound(query.length);
        FloatVector dot = FloatVector.zero(SPECIES);
        FloatVector norm = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += L) {
            FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, LITTLE_ENDIAN);
            dot = r.fma(FloatVector.fromArray(SPECIES, query, i), dot);
            norm = r.fma(r, norm);
        }
        if (whole < query.length) {
            VectorMask<Float> tail = SPECIES.indexInRange(whole, query.length);
            FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail);
            dot = r.fma(FloatVector.fromArray(SPECIES, query, whole, tail), dot);
            norm = r.fma(r, norm);
        }
        dot.intoArray(partials, 0);
        norm.intoArray(partials, L);
    }

    /** The four rows whose offsets stand at {@code offsets[from]} and after. */
    static void fourRows(float[] query, MemorySegment rows, long[] offsets, int from, float[] partials) {
        int whole = SPECIES.loopBound(query.length);
        FloatVector dot0 = FloatVector.zero(SPECIES);
        FloatVector dot1 = FloatVector.zero(SPECIES);
        FloatVector dot2 = FloatVector.zero(SPECIES);
        FloatVector dot3 = FloatVector.zero(SPECIES);
        FloatVector norm0 = FloatVector.zero(SPECIES);
        FloatVector norm1 = FloatVector.zero(SPECIES);
        FloatVector norm2 = FloatVector.zero(SPECIES);
        FloatVector norm3 = FloatVector.zero(SPECIES);
        long row0 = offsets[from];
        long row1 = offsets[from + 1];
        long row2 = offsets[from + 2];
        long row3 = offsets[from + 3];
        for (int i = 0; i < whole; i += L) {
            FloatVector q = FloatVector.fromArray(SPECIES, query, i);
            FloatVector r0 = FloatVector.fromMemorySegment(SPECIES, rows, row0 + 4L * i, LITTLE_ENDIAN);
            FloatVector r1 = FloatVector.fromMemorySegment(SPECIES, rows, row1 + 4L * i, LITTLE_ENDIAN);
            FloatVector r2 = FloatVector.fromMemorySegment(SPECIES, rows, row2 + 4L * i, LITTLE_ENDIAN);
            FloatVector r3 = FloatVector.fromMemorySegment(SPECIES, rows, row3 + 4L * i, LITTLE_ENDIAN);
            dot0 = r0.fma(q, dot0);
            dot1 = r1.fma(q, dot1);
            dot2 = r2.fma(q, dot2);
            dot3 = r3.fma(q, dot3);
            norm0 = r0.fma(r0, norm0);
            norm1 = r1.fma(r1, norm1);
            norm2 = r2.fma(r2, norm2);
            norm3 = r3.fma(r3, norm3);
        }
        dot0.intoArray(partials, 0);
        norm0.intoArray(partials, L);
        dot1.intoArray(partials, 2 * L);
        norm1.intoArray(partials, 3 * L);
        dot2.intoArray(partials, 4 * L);
        norm2.intoArray(partials, 5 * L);
        dot3.intoArray(partials, 6 * L);
        norm3.intoArray(partials, 7 * L);
        for (int r = 0; whole < query.length && r < 4; r++) {
            tail(query, whole, rows, offsets[from + r], partials, 2 * r * L);
        }
    }

    /**
     * Adds what comes after the last whole vector, for one row. A masked load is so much code that all rows' in one method are
     * more than the first compiler can take, and such a method then never reaches the second one.
     */
    private static void tail(float[] query, int whole, MemorySegment rows, long row, float[] partials, int at) {
        VectorMask<Float> tail = SPECIES.indexInRange(whole, query.length);
        FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * whole, LITTLE_ENDIAN, tail);
        r.fma(FloatVector.fromArray(SPECIES, query, whole, tail), FloatVector.fromArray(SPECIES, partials, at))
                .intoArray(partials, at);
        r.fma(r, FloatVector.fromArray(SPECIES, partials, at + L)).intoArray(partials, at + L);
    }
}
