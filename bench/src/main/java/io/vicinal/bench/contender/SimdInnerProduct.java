package io.vicinal.bench.contender;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** One minus the dot product. Four sums at a time, so that additions need not wait for each other. */
final class SimdInnerProduct implements DistanceFunction<float[], Float> {
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
            sum0 = at(u, i).fma(at(v, i), sum0);
            sum1 = at(u, i + LANES).fma(at(v, i + LANES), sum1);
            sum2 = at(u, i + 2 * LANES).fma(at(v, i + 2 * LANES), sum2);
            sum3 = at(u, i + 3 * LANES).fma(at(v, i + 3 * LANES), sum3);
        }
        for (; i <= u.length - LANES; i += LANES) {
            sum0 = at(u, i).fma(at(v, i), sum0);
        }
        float dot = sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
        for (; i < u.length; i++) {
            dot += u[i] * v[i];
        }
        return 1 - dot;
    }

    private static FloatVector at(float[] vector, int index) {
        return FloatVector.fromArray(SPECIES, vector, index);
    }
}
