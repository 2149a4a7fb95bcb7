package io.vicinal.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private final Series series = new Series(new Recall(0.9, 0.5), 100);

    @Test
    void takesTheMedianOfTheRounds() {
        add(2);
        add(1);
        assertThat(series.median()).isEqualTo((4 / 2.0 + 4 / 1.0) / 2);
        add(4);
        assertThat(series.median()).isEqualTo(2);
        assertThat(series.slowest()).isEqualTo(1);
        assertThat(series.fastest()).isEqualTo(4);
    }

    @Test
    void percentilesAreOverAllRounds() {
        series.add(new Searched(new int[4][], new long[] {1000, 2000, 3000, 4000}, 1, 0));
        series.add(new Searched(new int[4][], new long[] {5000, 6000, 7000, 8000}, 1, 0));
        assertThat(series.percentileMicros(50, 99)).containsExactly(4, 8);
    }

    @Test
    void usuallyIsInHalfOfThePassesOfAQuery() {
        // The third query is slow by itself; the first was stopped once in one round, the second twice in the other.
        series.add(
                new Searched(new int[3][], new long[] {1000, 2000, 6000, 90_000, 2000, 7000, 1000, 2000, 6000}, 1, 0));
        series.add(new Searched(new int[3][], new long[] {1000, 80_000, 7000, 1000, 90_000, 8000}, 1, 0));
        assertThat(series.usualMicros(99)).isEqualTo(7);
        assertThat(series.usualMicros(50)).isEqualTo(2);
        assertThat(series.percentileMicros(99)).containsExactly(90);
    }

    private void add(double seconds) {
        series.add(new Searched(new int[4][], new long[4], seconds, 0));
    }
}
