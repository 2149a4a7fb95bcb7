package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds the few among many values that are large enough, a vector at a time and without a branch, for no processor foresees where they are. What is
 * written behind those found is overwritten, and never behind the values looked at.
 */
final class SimdSelection {
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    /** 0, 1, 2 and so on. */
    private static final IntVector COUNTED = IntVector.zero(INTS).addIndex(1);

    private SimdSelection() {}

    static int atLeast(float[] values, int from, int count, float bound, int[] positions) {
        int whole = SPECIES.loopBound(count);
        FloatVector bounds = FloatVector.broadcast(SPECIES, bound);
        int found = 0;
        for (int i = 0; i < whole; i += L) {
            VectorMask<Float> good =
                    FloatVector.fromArray(SPECIES, values, from + i).compare(VectorOperators.GE, bounds);
            COUNTED.add(i).compress(good.cast(INTS)).intoArray(positions, found);
            found += good.trueCount();
        }
        for (int i = whole; i < count; i++) {
            if (values[from + i] >= bound) {
                positions[found++] = i;
            }
        }
        return found;
    }

    /** First how large it is, then where; two running maxima, or each would wait for the one before. */
    static int largest(float[] values, int count) {
        int whole = SPECIES.loopBound(count);
        int even = whole & -(2 * L);
        FloatVector greatest0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector greatest1 = greatest0;
        for (int i = 0; i < even; i += 2 * L) {
            greatest0 = greatest0.max(FloatVector.fromArray(SPECIES, values, i));
            greatest1 = greatest1.max(FloatVector.fromArray(SPECIES, values, i + L));
        }
        float largest = greatest0.max(greatest1).reduceLanes(VectorOperators.MAX);
        for (int i = even; i < count; i++) {
            largest = Math.max(largest, values[i]);
        }
        return first(values, whole, largest);
    }

    private static int first(float[] values, int whole, float wanted) {
        for (int i = 0; i < whole; i += L) {
            VectorMask<Float> same = FloatVector.fromArray(SPECIES, values, i).compare(VectorOperators.EQ, wanted);
            if (same.anyTrue()) {
                return i + same.firstTrue();
            }
        }
        int i = whole;
        while (values[i] != wanted) {
            i++;
        }
        return i;
    }

    static void drop(float[] values, int from, int count, float[] rivals, int rivalsFrom, float margin) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += L) {
            FloatVector own = FloatVector.fromArray(SPECIES, values, from + i);
            VectorMask<Float> dropped =
                    FloatVector.fromArray(SPECIES, rivals, rivalsFrom + i).compare(VectorOperators.GT, own.add(margin));
            own.blend(Float.NEGATIVE_INFINITY, dropped).intoArray(values, from + i);
        }
        for (int i = whole; i < count; i++) {
            if (rivals[rivalsFrom + i] > values[from + i] + margin) {
                values[from + i] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** Eight parts are one vector of 256 bits or two of 128. */
    static float reachedByEight(float[] values, int from, int count) {
        return L < 8 ? reachedByTwiceFour(values, from, count) : reachedByOnceEight(values, from, count);
    }

    private static float reachedByOnceEight(float[] values, int from, int count) {
        FloatVector largest = FloatVector.fromArray(FloatVector.SPECIES_256, values, from);
        for (int i = 8; i < (count & -8); i += 8) {
            largest = largest.max(FloatVector.fromArray(FloatVector.SPECIES_256, values, from + i));
        }
        return largest.reduceLanes(VectorOperators.MIN);
    }

    private static float reachedByTwiceFour(float[] values, int from, int count) {
        FloatVector largest = FloatVector.fromArray(FloatVector.SPECIES_128, values, from);
        FloatVector others = FloatVector.fromArray(FloatVector.SPECIES_128, values, from + 4);
        for (int i = 8; i < (count & -8); i += 8) {
            largest = largest.max(FloatVector.fromArray(FloatVector.SPECIES_128, values, from + i));
            others = others.max(FloatVector.fromArray(FloatVector.SPECIES_128, values, from + i + 4));
        }
        return largest.min(others).reduceLanes(VectorOperators.MIN);
    }

    static int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions) {
        int whole = SPECIES.loopBound(count);
        int found = 0;
        for (int i = 0; i < whole; i += L) {
            VectorMask<Float> good = FloatVector.fromArray(SPECIES, values, from + i)
                    .compare(VectorOperators.GE, FloatVector.fromArray(SPECIES, bounds, firstBound + i));
            COUNTED.add(i).compress(good.cast(INTS)).intoArray(positions, found);
            found += good.trueCount();
        }
        for (int i = whole; i < count; i++) {
            if (values[from + i] >= bounds[firstBound + i]) {
                positions[found++] = i;
            }
        }
        return found;
    }
}
