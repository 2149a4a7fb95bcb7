package io.vicinal.analysis.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.index.search.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourWeightsTest {
    /** Points on a line, as neighbours of each other; a row without neighbours at the end. */
    private record OnALine(List<Float> places, int most) implements Neighbours {
        @Override
        public int size() {
            return places.size() + 1;
        }

        @Override
        public int row(int row, int rank) {
            return row == places.size() || rank >= places.size() - 1 ? -1 : sorted(row)[rank];
        }

        @Override
        public float distance(int row, int rank) {
            return Math.abs(places.get(row) - places.get(row(row, rank)));
        }

        private int[] sorted(int row) {
            return IntStream.range(0, places.size())
                    .filter(other -> other != row)
                    .boxed()
                    .sorted((a, b) -> Float.compare(
                            Math.abs(places.get(a) - places.get(row)), Math.abs(places.get(b) - places.get(row))))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private static Map<Integer, Float> of(NeighbourWeights weights, int row) {
        Map<Integer, Float> found = new HashMap<>();
        for (int i = weights.start(row); i < weights.start(row + 1); i++) {
            assertThat(found.put(weights.row(i), weights.weight(i))).isNull();
        }
        return found;
    }

    @Test
    void weightsAreTheSameBothWays() {
        NeighbourWeights weights =
                NeighbourWeights.of(new OnALine(List.of(0f, 1f, 2f, 4f, 8f, 9f, 20f), 3), new Workers(2));
        assertThat(weights.size()).isEqualTo(8);
        for (int row = 0; row < 8; row++) {
            int self = row;
            of(weights, row).forEach((other, weight) -> {
                assertThat(weight).isGreaterThan(0).isLessThanOrEqualTo(1);
                assertThat(other).isNotEqualTo(self);
                assertThat(of(weights, other)).containsEntry(self, weight);
            });
        }
        assertThat(of(weights, 0)).containsEntry(1, 1f);
        assertThat(of(weights, 6)).as("a lonely row has neighbours too").containsEntry(5, 1f);
        assertThat(of(weights, 7)).isEmpty();
    }

    /** One whose neighbours are ten times as far apart on the whole has the same weights. */
    @Test
    void eachRowHasAScaleOfItsOwn() {
        List<Float> near = List.of(0f, 1f, 1.5f, 3f);
        List<Float> far = List.of(0f, 10f, 15f, 30f);
        Map<Integer, Float> a = of(NeighbourWeights.of(new OnALine(near, 3), new Workers(1)), 0);
        Map<Integer, Float> b = of(NeighbourWeights.of(new OnALine(far, 3), new Workers(1)), 0);
        assertThat(a.keySet()).isEqualTo(b.keySet()).hasSize(3);
        a.forEach((row, weight) -> assertThat(b.get(row)).isCloseTo(weight, within(1e-3f)));
        assertThat(a.get(3)).isLessThan(a.get(2));
    }

    /** Those at the ends weigh each other log2(3) - 1 = 0.585, since the middle weighs 1; that the one or the other says so is 0.828. */
    @Test
    void twoBelongTogetherIfEitherSaysSo() {
        NeighbourWeights weights = NeighbourWeights.of(new OnALine(List.of(0f, 1f, 2f), 2), new Workers(1));
        assertThat(of(weights, 0).get(2)).isCloseTo(0.828f, within(1e-3f));
    }
}
