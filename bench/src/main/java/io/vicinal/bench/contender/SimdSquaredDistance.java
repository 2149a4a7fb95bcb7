package io.vicinal.bench.contender;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The squared Euclidean distance, which orders rows as the distance does and needs no root. */
final class SimdSquaredDistance implements DistanceFunction<float[], Float> {
    private static final long serialVersionUID = 1L;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public Float distance(float[] u, float[] v) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int i = 0;
        for (; i <= u.length - 4 * LANES; i += 4 * LANES) {
            sum0 = addSquares(u, v, i, sum0);
            sum1 = addSquares(u, v, i + LANES, sum1);
            sum2 = addSquares(u, v, i + 2 * LANES, sum2);
            sum3 = addSquares(u, v, i + 3 * LANES, sum3);
        }
        for (; i <= u.length - LANES; i += LANES) {
            sum0 = addSquares(u, v, i, sum0);
        }
        float distance = sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
        for (; i < u.length; i++) {
            float difference = u[i] - v[i];
            distance += difference * difference;
        }
        return distance;
    }

    private static FloatVector addSquares(float[] u, float[] v, int index, FloatVector sum) {
        FloatVector difference = FloatVector.fromArray(SPECIES, u, index).sub(FloatVector.fromArray(SPECIES, v, index));
        return difference.fma(difference, sum);
    }
}
