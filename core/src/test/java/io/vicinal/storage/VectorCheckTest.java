package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorCheckTest {
    @ParameterizedTest
    @EnumSource
    void theNormIsGivenFromTheSmallestToTheLargest(Metric metric) {
        for (double norm : new double[] {1.3e-38, 1e-20, 1e-15, 1, 1e15, 9e18}) {
            float[] vector = {(float) (0.6 * norm), 0, (float) (-0.8 * norm)};
            assertThat(VectorCheck.norm(vector, 3, metric, "query") / norm).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void longVectorsHaveADirectionButNoDotProduct() {
        float[] vector = {6e30f, 8e30f};
        assertThat(VectorCheck.norm(vector, 2, Metric.COSINE, "query") / 1e31).isCloseTo(1, within(1e-6));
        for (Metric metric : new Metric[] {Metric.DOT_PRODUCT, Metric.EUCLIDEAN}) {
            assertThatThrownBy(() -> VectorCheck.norm(vector, 2, metric, "query"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("query has norm 1.00e+31, more than the 9.22e+18");
        }
    }

    @Test
    void noScoreOfTheLongestVectorsOverflows() {
        float[] longest = {9.2e18f, 0};
        float[] opposite = {-9.2e18f, 0};
        VectorCheck.norm(longest, 2, Metric.EUCLIDEAN, "query");
        assertThat(Kernels.squaredEuclidean(longest, opposite)).isFinite();
        assertThat(Kernels.dot(longest, opposite)).isFinite();
    }

    @Test
    void theNameOrNumberIsInTheMessage() {
        assertThatThrownBy(() -> VectorCheck.norm(new float[383], 384, Metric.COSINE, 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimension is 384 but vector 17 has 383 components");
        assertThatThrownBy(() -> VectorCheck.norm(new float[2], 2, Metric.COSINE, "query"))
                .hasMessage("query is all zeros, which is close to nothing");
    }

    @Test
    void normalisingPutsTheVectorWhereItIsWanted() {
        float[] destination = {9, 9, 9, 9};
        VectorCheck.normalise(new float[] {6e30f, 8e30f}, 1e31, destination, 1);
        assertThat(destination).containsExactly(new float[] {9, 0.6f, 0.8f, 9}, within(1e-6f));
    }
}
