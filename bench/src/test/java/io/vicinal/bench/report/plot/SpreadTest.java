package io.vicinal.bench.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void leavesLabelsThatAreFarApart() {
        assertThat(Spread.of(new double[] {90, 10, 50}, 12, 0, 100)).containsExactly(90, 10, 50);
    }

    @Test
    void movesLabelsThatTouchByHalfTheGapEach() {
        assertThat(Spread.of(new double[] {50, 52}, 12, 0, 100)).containsExactly(45, 57);
    }

    @Test
    void keepsLabelsBetweenTheBounds() {
        assertThat(Spread.of(new double[] {99, 100, 98, -5}, 10, 0, 100)).containsExactly(90, 100, 80, 0);
    }
}
