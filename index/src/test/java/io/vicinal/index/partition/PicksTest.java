package io.vicinal.index.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PicksTest {
    private static final int DIMENSION = 8;
    private static final int ROWS = 150;
    private static final int NEAREST = 3;
    private static final int DIVERSE = 4;

    private final Random random = new Random(3);

    /** Rows of very different lengths, or for cosine of length 1. */
    private float[][] rows(Metric metric) {
        float[][] rows = new float[ROWS][DIMENSION];
        for (float[] row : rows) {
            double length = metric == Metric.COSINE ? 1 : Math.exp(2 * random.nextGaussian());
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                row[i] = (float) random.nextGaussian();
                squares += row[i] * row[i];
            }
            for (int i = 0; i < DIMENSION; i++) {
                row[i] *= (float) (length / Math.sqrt(squares));
            }
        }
        return rows;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return sum;
    }

    /** The nearest, and then those that none is nearer to which was picked before and is not behind another itself. */
    private static List<Integer> expected(float[][] rows, int row) {
        List<Integer> others = IntStream.range(0, ROWS)
                .filter(other -> other != row)
                .boxed()
                .sorted((a, b) -> Double.compare(distance(rows[row], rows[a]), distance(rows[row], rows[b])))
                .toList();
        List<Integer> picked = new ArrayList<>();
        List<Integer> ahead = new ArrayList<>();
        for (int other : others) {
            boolean behind = ahead.stream()
                    .anyMatch(first -> distance(rows[first], rows[other]) < distance(rows[row], rows[other]));
            if (picked.size() < NEAREST || (!behind && picked.size() < NEAREST + DIVERSE)) {
                picked.add(other);
                if (!behind) {
                    ahead.add(other);
                }
            }
        }
        return picked;
    }

    @ParameterizedTest
    @EnumSource(names = {"COSINE", "EUCLIDEAN"})
    void theNearestArePickedAndThenThoseInOtherDirections(Metric metric) {
        float[][] rows = rows(metric);
        int[] all = IntStream.range(0, ROWS).toArray();
        GroupScores group = new GroupScores(new PlacedRows(
                (ordinal, into) -> System.arraycopy(rows[ordinal], 0, into, 0, DIMENSION), all, DIMENSION, metric));
        group.compare(all);
        Picks picks = new Picks(NEAREST, DIVERSE);
        for (int row = 0; row < ROWS; row++) {
            picks.make(group, row);
            assertThat(IntStream.range(0, picks.count()).map(picks::row).boxed())
                    .as("row %d", row)
                    .isEqualTo(expected(rows, row));
        }
    }
}
