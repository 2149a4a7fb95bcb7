package io.vicinal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vectors that the kernels compute with, and the sums of their lanes.
 *
 * <p>Lanes are always added as one balanced tree: lane i to lane i + L/2, then i + L/4, and so on down to 1. {@code
 * reduceLanes} would leave the order to the compiler, so that a row could score differently before and after compilation, or
 * alone and among eight. Eight vectors are summed together: each level of the tree packs two half-empty vectors into one, which
 * takes 37 instructions where eight separate trees would take 64.
 */
final class Lanes {
    /**
     * Rows of 1,536 floats in sequence came at 13 GB/s with 512 bits and at 27 with 256. Scattered rows in bulk gained about a
     * tenth from 512 bits, and one by one up to a third: see docs/BENCHMARKS.md.
     */
    private static final int DEFAULT_BITS = 256;

    static final VectorSpecies<Float> SPECIES = species();

    /** Lanes in a vector: 4, 8 or 16. */
    static final int L = SPECIES.length();

    // Shuffles bring lane i + distance to lane i; the masks tell the places that belong to the second operand.
    static final VectorShuffle<Float> HALF = rotation(L / 2);
    static final VectorShuffle<Float> QUARTER_UP = rotation(L / 4);
    private static final VectorShuffle<Float> QUARTER_DOWN = rotation(-L / 4);
    static final VectorShuffle<Float> EIGHTH_UP = rotation(L / 8);
    private static final VectorShuffle<Float> EIGHTH_DOWN = rotation(-L / 8);
    static final VectorShuffle<Float> ONE = rotation(1);
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, i -> 2 * i % L);
    private static final VectorMask<Float> ODD_HALVES = oddParts(2);
    private static final VectorMask<Float> ODD_QUARTERS = oddParts(4);
    private static final VectorMask<Float> ODD_EIGHTHS = oddParts(8);

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        int width = Math.min(
                Integer.getInteger(Kernels.WIDTH_PROPERTY, DEFAULT_BITS),
                FloatVector.SPECIES_PREFERRED.vectorBitSize());
        return width >= 512
                ? FloatVector.SPECIES_512
                : width >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }

    private static VectorShuffle<Float> rotation(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> Math.floorMod(i + distance, L));
    }

    private static VectorMask<Float> oddParts(int parts) {
        boolean[] odd = new boolean[L];
        for (int i = 0; i < L; i++) {
            odd[i] = i * parts / L % 2 == 1;
        }
        return VectorMask.fromArray(SPECIES, odd, 0);
    }

    /** Returns the sum of the lanes of the vector at {@code partials[at]}. */
    static float sum(float[] partials, int at) {
        FloatVector v = FloatVector.fromArray(SPECIES, partials, at);
        v = v.add(v.rearrange(HALF));
        v = v.add(v.rearrange(QUARTER_UP));
        if (L > 4) {
            v = v.add(v.rearrange(EIGHTH_UP));
        }
        if (L > 8) {
            v = v.add(v.rearrange(ONE));
        }
        return v.lane(0);
    }

    /**
     * Sums the lanes of the eight vectors at {@code partials[at]} and after. The first four sums go to {@code results[first]} and
     * after, the others to {@code results[second]} and after.
     */
    static void sumEight(float[] partials, int at, float[] results, int first, int second) {
        if (L == 4) {
            sumFour(partials, at, results, first);
            sumFour(partials, at + 4 * L, results, second);
            return;
        }
        FloatVector v0 = FloatVector.fromArray(SPECIES, partials, at);
        FloatVector v1 = FloatVector.fromArray(SPECIES, partials, at + L);
        FloatVector v2 = FloatVector.fromArray(SPECIES, partials, at + 2 * L);
        FloatVector v3 = FloatVector.fromArray(SPECIES, partials, at + 3 * L);
        FloatVector v4 = FloatVector.fromArray(SPECIES, partials, at + 4 * L);
        FloatVector v5 = FloatVector.fromArray(SPECIES, partials, at + 5 * L);
        FloatVector v6 = FloatVector.fromArray(SPECIES, partials, at + 6 * L);
        FloatVector v7 = FloatVector.fromArray(SPECIES, partials, at + 7 * L);
        // Each level puts the second operand into the odd parts, so the operands go in the order of bit-reversed
        // numbers.
        FloatVector h04 =
                v0.blend(v4.rearrange(HALF), ODD_HALVES).add(v0.rearrange(HALF).blend(v4, ODD_HALVES));
        FloatVector h26 =
                v2.blend(v6.rearrange(HALF), ODD_HALVES).add(v2.rearrange(HALF).blend(v6, ODD_HALVES));
        FloatVector h15 =
                v1.blend(v5.rearrange(HALF), ODD_HALVES).add(v1.rearrange(HALF).blend(v5, ODD_HALVES));
        FloatVector h37 =
                v3.blend(v7.rearrange(HALF), ODD_HALVES).add(v3.rearrange(HALF).blend(v7, ODD_HALVES));
        FloatVector q0246 = h04.blend(h26.rearrange(QUARTER_DOWN), ODD_QUARTERS)
                .add(h04.rearrange(QUARTER_UP).blend(h26, ODD_QUARTERS));
        FloatVector q1357 = h15.blend(h37.rearrange(QUARTER_DOWN), ODD_QUARTERS)
                .add(h15.rearrange(QUARTER_UP).blend(h37, ODD_QUARTERS));
        FloatVector sums = q0246.blend(q1357.rearrange(EIGHTH_DOWN), ODD_EIGHTHS)
                .add(q0246.rearrange(EIGHTH_UP).blend(q1357, ODD_EIGHTHS));
        if (L > 8) {
            sums = sums.add(sums.rearrange(ONE)).rearrange(EVEN);
        }
        // The vectors summed are not needed any more; masked stores to both places would take longer than this detour.
        sums.intoArray(partials, at);
        for (int i = 0; i < 4; i++) {
            results[first + i] = partials[at + i];
            results[second + i] = partials[at + 4 + i];
        }
    }

    private static void sumFour(float[] partials, int at, float[] results, int first) {
        for (int i = 0; i < 4; i++) {
            results[first + i] = sum(partials, at + i * L);
        }
    }
}
