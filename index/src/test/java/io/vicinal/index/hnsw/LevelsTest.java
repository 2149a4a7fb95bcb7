package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.index.GraphSettings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
    private static final int NODES = 1_000_000;

    private static Levels levels(int connections, long seed) {
        return new Levels(GraphSettings.DEFAULT.connections(connections).seed(seed));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 16, 512})
    void eachLevelHasOneNodeForSoManyOfTheOneBelow(int connections) {
        Levels levels = levels(connections, 7);
        double expected = NODES;
        for (int level = 1; expected / connections > 100; level++) {
            expected /= connections;
            int lowest = level;
            long found = IntStream.range(0, NODES)
                    .filter(node -> levels.of(node) >= lowest)
                    .count();
            // Five standard deviations.
            assertThat((double) found).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void areNeverOutOfBounds() {
        Levels levels = levels(2, 3);
        assertThat(IntStream.range(0, NODES).map(levels::of)).allMatch(level -> level >= 0 && level <= Levels.MAX);
        assertThat(levels.of(Pool.MAX_ORDINAL)).isBetween(0, Levels.MAX);
    }

    @Test
    void areAlwaysTheSameFromTheSameSeed() {
        int[] first = IntStream.range(0, 10_000).map(levels(8, 1)::of).toArray();
        assertThat(IntStream.range(0, 10_000).map(levels(8, 1)::of).toArray()).isEqualTo(first);
        assertThat(IntStream.range(0, 10_000).map(levels(8, 2)::of).toArray()).isNotEqualTo(first);
    }

    /** One seed must not be another one moved by a few places. */
    @Test
    void neighbouringSeedsDrawIndependently() {
        Levels levels = levels(4, 100);
        for (int shift = -3; shift <= 3; shift++) {
            int moved = shift;
            Levels other = levels(4, 101);
            long both = IntStream.range(3, 100_000)
                    .filter(node -> levels.of(node) > 0 && other.of(node + moved) > 0)
                    .count();
            assertThat((double) both).isCloseTo(100_000 / 16.0, within(500.0));
        }
    }
}
