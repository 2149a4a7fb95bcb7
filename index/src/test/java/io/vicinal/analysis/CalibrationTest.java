package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static Calibration fit(double[] share, boolean[] right) {
        return Calibration.fit(share, right, IntStream.range(0, share.length).toArray());
    }

    @Test
    void aLargerShareIsNeverLessLikelyToBeRight() {
        Random random = new Random(3);
        double[] share = random.doubles(5_000).toArray();
        boolean[] right = new boolean[share.length];
        for (int i = 0; i < share.length; i++) {
            right[i] = random.nextDouble() < share[i] * share[i];
        }
        Calibration calibration = fit(share, right);
        double before = 0;
        for (double value = 0; value <= 1; value += 0.001) {
            double probability = calibration.probability(value);
            assertThat(probability).isBetween(before, 1.0);
            assertThat(probability).isCloseTo(value * value, within(0.1));
            before = probability;
        }
    }

    @Test
    void neighboursThatAreOutOfOrderAreOne() {
        Calibration calibration = fit(new double[] {0.2, 0.4, 0.6, 0.8}, new boolean[] {false, true, false, true});
        // The two in the middle are one pool, with two more that are right as often as all: (1 + 1) / (2 + 2).
        assertThat(calibration.probability(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(calibration.probability(0.2)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(calibration.probability(0.8)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(calibration.probability(0.65)).isCloseTo((0.5 + 2 / 3.0) / 2, within(1e-12));
        assertThat(calibration.probability(0)).isEqualTo(calibration.probability(0.2));
        assertThat(calibration.probability(1)).isEqualTo(calibration.probability(0.8));
    }

    @Test
    void ofNothingNothingIsLearnt() {
        assertThat(fit(new double[0], new boolean[0]).probability(1)).isZero();
    }
}
