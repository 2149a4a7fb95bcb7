package io.vicinal.analysis.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.index.search.Workers;
import io.vicinal.storage.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    private static final Workers ONE = new Workers(1);
    private static final float[] DEVIATIONS = {7, 4, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f, 0.2f, 0.2f, 0.2f, 0.2f};

    private static VectorRows rows(float[][] vectors) {
        int dimension = vectors[0].length;
        MemorySegment segment = Arena.ofAuto().allocate((long) vectors.length * dimension * Float.BYTES, 64);
        for (int i = 0; i < vectors.length; i++) {
            MemorySegment.copy(
                    vectors[i], 0, segment, ValueLayout.JAVA_FLOAT, (long) i * dimension * Float.BYTES, dimension);
        }
        return VectorRows.of(segment, 0, (long) dimension * Float.BYTES, dimension, vectors.length);
    }

    /** Rows far from the origin that spread as told along axes which are none of the dimensions. */
    private static VectorRows cloud(float[][] axes, int count) {
        Random random = new Random(3);
        float[][] vectors = new float[count][DEVIATIONS.length];
        for (float[] vector : vectors) {
            for (int a = 0; a < axes.length; a++) {
                float along = DEVIATIONS[a] * (float) random.nextGaussian() + 20;
                for (int j = 0; j < vector.length; j++) {
                    vector[j] += along * axes[a][j];
                }
            }
        }
        return rows(vectors);
    }

    private static float[][] axes() {
        int dimension = DEVIATIONS.length;
        Random random = new Random(1);
        double[] numbers = random.doubles((long) dimension * dimension, -1, 1).toArray();
        Orthogonal.make(numbers, dimension, dimension);
        float[][] axes = new float[dimension][dimension];
        for (int i = 0; i < numbers.length; i++) {
            axes[i / dimension][i % dimension] = (float) numbers[i];
        }
        return axes;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void theDirectionsOfTheLargestVarianceAreFound() {
        float[][] axes = axes();
        PrincipalComponents components = PrincipalComponents.of(cloud(axes, 4000), 2, 42, ONE);
        assertThat(components.count()).isEqualTo(2);
        assertThat(Math.abs(dot(components.direction(0), axes[0]))).isGreaterThan(0.998);
        assertThat(Math.abs(dot(components.direction(1), axes[1]))).isGreaterThan(0.998);
        assertThat(components.variance(0)).isCloseTo(49, within(3.0));
        assertThat(components.variance(1)).isCloseTo(16, within(1.0));
    }

    @Test
    void coordinatesAreMeasuredFromTheMean() {
        VectorRows rows = cloud(axes(), 1000);
        PrincipalComponents components = PrincipalComponents.of(rows, 2, 42, ONE);
        float[] coordinates = components.coordinates(rows, ONE);
        double mean = 0;
        double square = 0;
        for (int row = 0; row < 1000; row++) {
            mean += coordinates[2 * row] / 1000.0;
            square += coordinates[2 * row] * coordinates[2 * row] / 1000.0;
        }
        assertThat(mean).isCloseTo(0, within(1e-3));
        assertThat(square).isCloseTo(components.variance(0), within(0.01));
    }

    @Test
    void neitherThreadsNorSeedChangeTheOutcome() {
        VectorRows rows = cloud(axes(), 3000);
        PrincipalComponents one = PrincipalComponents.of(rows, 2, 42, ONE);
        PrincipalComponents three = PrincipalComponents.of(rows, 2, 42, new Workers(3));
        assertThat(three.coordinates(rows, new Workers(3))).isEqualTo(one.coordinates(rows, ONE));
        for (int seed = 0; seed < 8; seed++) {
            float[] other = PrincipalComponents.of(rows, 2, seed, ONE).direction(0);
            assertThat(dot(one.direction(0), other)).isGreaterThan(0.9999);
        }
    }

    @Test
    void rowsThatAreAllTheSameHaveNoVariance() {
        VectorRows rows = rows(new float[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}});
        PrincipalComponents components = PrincipalComponents.of(rows, 2, 42, ONE);
        assertThat(components.variance(0)).isCloseTo(0, within(1e-9));
        for (float coordinate : components.coordinates(rows, ONE)) {
            assertThat(coordinate).isCloseTo(0, within(1e-6f));
        }
    }

    @Test
    void thereAreNoMoreDirectionsThanDimensions() {
        VectorRows rows = rows(new float[][] {{1}, {4}, {7}});
        PrincipalComponents components = PrincipalComponents.of(rows, 2, 42, ONE);
        assertThat(components.count()).isEqualTo(1);
        assertThat(components.coordinates(rows, ONE)).containsExactly(-3, 0, 3);
    }
}
