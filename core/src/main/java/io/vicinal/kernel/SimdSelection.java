package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;
import static io.vicinal.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Finds the few among many values that are large enough, a vector at a time: most vectors have none. */
final class SimdSelection {
    private SimdSelection() {}

    static int atLeast(float[] values, int from, int count, float bound, int[] positions) {
        int whole = SPECIES.loopBound(count);
        FloatVector bounds = FloatVector.broadcast(SPECIES, bound);
        int found = 0;
        for (int i = 0; i < whole; i += L) {
            long good = FloatVector.fromArray(SPECIES, values, from + i)
                    .compare(VectorOperators.GE, bounds)
                    .toLong();
            for (; good != 0; good &= good - 1) {
                positions[found++] = i + Long.numberOfTrailingZeros(good);
            }
        }
        for (int i = whole; i < count; i++) {
            if (values[from + i] >= bound) {
                positions[found++] = i;
            }
        }
        return found;
    }

    static int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions) {
        int whole = SPECIES.loopBound(count);
        int found = 0;
        for (int i = 0; i < whole; i += L) {
            long good = FloatVector.fromArray(SPECIES, values, from + i)
                    .compare(VectorOperators.GE, FloatVector.fromArray(SPECIES, bounds, firstBound + i))
                    .toLong();
            for (; good != 0; good &= good - 1) {
                positions[found++] = i + Long.numberOfTrailingZeros(good);
            }
        }
        for (int i = whole; i < count; i++) {
            if (values[from + i] >= bounds[firstBound + i]) {
                positions[found++] = i;
            }
        }
        return found;
    }
}
