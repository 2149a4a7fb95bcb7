package io.vicinal.kernel;

import static io.vicinal.kernel.Kernels.COLUMNS;
import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Dot products of queries with columns, with the Vector API. A lane belongs to a column, so no lanes are summed: four queries with four vectors of
 * columns take 16 multiplications with additions a component, for eight loads.
 */
final class SimdColumns {
    private SimdColumns() {}

    static void dot(
            float[] queries,
            int queryFrom,
            int queryCount,
            int dimension,
            float[] columns,
            int columnsFrom,
            float[] results) {
        for (int q = 0; q < queryCount; q += 4) {
            for (int c = 0; c < COLUMNS; c += 4 * L) {
                tile(queries, queryFrom + q * dimension, dimension, columns, columnsFrom + c, results, q * COLUMNS + c);
            }
        }
    }

    private static void tile(
            float[] queries, int start0, int dimension, float[] columns, int column, float[] results, int at0) {
        int start1 = start0 + dimension;
        int start2 = start1 + dimension;
        int start3 = start2 + dimension;
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
        int c = column;
        for (int i = 0; i < dimension; i++) {
            FloatVector c0 = FloatVector.fromArray(SPECIES, columns, c);
            FloatVector c1 = FloatVector.fromArray(SPECIES, columns, c + L);
            FloatVector c2 = FloatVector.fromArray(SPECIES, columns, c + 2 * L);
            FloatVector c3 = FloatVector.fromArray(SPECIES, columns, c + 3 * L);
            FloatVector q = FloatVector.broadcast(SPECIES, queries[start0 + i]);
            s00 = c0.fma(q, s00);
            s01 = c1.fma(q, s01);
            s02 = c2.fma(q, s02);
            s03 = c3.fma(q, s03);
            q = FloatVector.broadcast(SPECIES, queries[start1 + i]);
            s10 = c0.fma(q, s10);
            s11 = c1.fma(q, s11);
            s12 = c2.fma(q, s12);
            s13 = c3.fma(q, s13);
            q = FloatVector.broadcast(SPECIES, queries[start2 + i]);
            s20 = c0.fma(q, s20);
            s21 = c1.fma(q, s21);
            s22 = c2.fma(q, s22);
            s23 = c3.fma(q, s23);
            q = FloatVector.broadcast(SPECIES, queries[start3 + i]);
            s30 = c0.fma(q, s30);
            s31 = c1.fma(q, s31);
            s32 = c2.fma(q, s32);
            s33 = c3.fma(q, s33);
            c += COLUMNS;
        }
        int at1 = at0 + COLUMNS;
        int at2 = at1 + COLUMNS;
        int at3 = at2 + COLUMNS;
        s00.intoArray(results, at0);
        s01.intoArray(results, at0 + L);
        s02.intoArray(results, at0 + 2 * L);
        s03.intoArray(results, at0 + 3 * L);
        s10.intoArray(results, at1);
        s11.intoArray(results, at1 + L);
        s12.intoArray(results, at1 + 2 * L);
        s13.intoArray(results, at1 + 3 * L);
        s20.intoArray(results, at2);
        s21.intoArray(results, at2 + L);
        s22.intoArray(results, at2 + 2 * L);
        s23.intoArray(results, at2 + 3 * L);
        s30.intoArray(results, at3);
        s31.intoArray(results, at3 + L);
        s32.intoArray(results, at3 + 2 * L);
        s33.intoArray(results, at3 + 3 * L);
    }
}
