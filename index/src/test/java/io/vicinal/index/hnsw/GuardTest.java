package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardTest {
    private final Guard guard = Guard.ofSearches();

    private static float[] query(int number) {
        return new float[] {number, 1};
    }

    @Test
    void chanceIsNoReasonToDistrustCodes() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            guard.record(random.nextGaussian() * 0.15);
        }
        assertThat(guard.trusts()).isTrue();
        assertThat(guard.width()).isEqualTo(1);
    }

    @Test
    void whatCodesMissWidensTheSearchAndThenEndsIt() {
        float width = guard.width();
        int widened = 0;
        for (int i = 0; i < 1_000 && guard.trusts(); i++) {
            guard.record(0.1);
            if (guard.width() > width) {
                width = guard.width();
                widened++;
            }
        }
        assertThat(widened).isEqualTo(2);
        assertThat(guard.trusts()).isFalse();
    }

    @Test
    void aSmallLossIsSeenInTheEnd() {
        Random random = new Random(2);
        int queries = 0;
        float width = guard.width();
        while (guard.width() == width && queries < 5_000) {
            guard.record(0.03 + random.nextGaussian() * 0.1);
            queries++;
        }
        assertThat(queries).isLessThan(500);
    }

    /** A program that asks a few questions, and has compiled nothing yet, would wait twice as long. */
    @Test
    void theVeryFirstSearchesAreSpared() {
        for (int i = 1; i <= 16; i++) {
            assertThat(guard.due(i, query(i))).isFalse();
        }
        assertThat(guard.due(17, query(17))).isTrue();
    }

    @Test
    void theFirstSearchesAreComparedAndThenFew() {
        int due = 0;
        for (int i = 1; i <= 100_000; i++) {
            if (guard.due(i, query(i))) {
                due++;
                guard.record(0);
            }
        }
        assertThat(due).isBetween(150, 250);
    }

    /** One that codes happen to answer badly would be taken for all. */
    @Test
    void theSameQueryIsNotComparedOverAndOver() {
        int due = 0;
        for (int i = 1; i <= 10_000; i++) {
            if (guard.due(i, query(i % 10))) {
                due++;
                guard.record(0.1);
            }
        }
        assertThat(due).isEqualTo(10);
        assertThat(guard.width()).isEqualTo(1);
    }

    @Test
    void whenTheSearchHasBeenWidenedItIsComparedOnceMore() {
        int compared = 0;
        for (int i = 17; guard.width() == 1; i++) {
            compared += guard.due(i, query(i)) ? 1 : 0;
            guard.record(0.1);
        }
        assertThat(compared).isEqualTo(16);
        assertThat(guard.due(100, query(17))).isTrue();
    }
}
