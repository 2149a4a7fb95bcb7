package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDimensionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void aUniformBallHasItsOwnDimension(int dimension) {
        double[] estimates = IntStream.range(0, 50)
                .mapToDouble(seed -> LocalDimension.estimate(nearestInBall(dimension, 2000, 100, seed)))
                .toArray();
        assertThat(LocalDimension.median(estimates)).isCloseTo(dimension, within(0.07 * dimension));
    }

    /** In a ball of radius 1, the part of points closer than r to its middle is r to the power of its dimension. */
    private static double[] nearestInBall(int dimension, int points, int nearest, long seed) {
        return new SplittableRandom(seed)
                .doubles(points)
                .map(part -> Math.pow(part, 1.0 / dimension))
                .sorted()
                .limit(nearest)
                .toArray();
    }

    @Test
    void copiesOfThePointDontCount() {
        double[] distances = nearestInBall(5, 2000, 100, 1);
        double[] withCopies = new double[103];
        System.arraycopy(distances, 0, withCopies, 3, 100);
        assertThat(LocalDimension.estimate(withCopies)).isEqualTo(LocalDimension.estimate(distances));
    }

    @Test
    void distancesThatTellNothingGiveNoNumber() {
        assertThat(LocalDimension.estimate(new double[] {0, 0, 3})).isNaN();
        double[] same = new double[10];
        Arrays.fill(same, 2);
        assertThat(LocalDimension.estimate(same)).isNaN();
        assertThat(LocalDimension.median(new double[] {Double.NaN})).isNaN();
    }

    @Test
    void theMedianLeavesOutWhatIsNoNumber() {
        assertThat(LocalDimension.median(new double[] {5, Double.NaN, 1, 3})).isEqualTo(3);
        assertThat(LocalDimension.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }
}
