package io.vicinal.index.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NearRowsTest {
    private static final int DIMENSION = 16;
    private static final int FAN = 12;
    private static final int KEPT = 6;
    private static final int WANTED = 10;

    private final Random random = new Random(1);

    /** Rows around forty centres, as far from zero as {@code offset} says. */
    private float[][] clustered(int count, float offset) {
        float[][] centres = new float[40][];
        Arrays.setAll(centres, i -> around(new float[DIMENSION], 1));
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = around(centres[random.nextInt(centres.length)], 0.4f);
            for (int j = 0; j < DIMENSION; j++) {
                rows[i][j] += offset;
            }
        }
        return rows;
    }

    private float[] around(float[] centre, float spread) {
        float[] row = centre.clone();
        for (int i = 0; i < row.length; i++) {
            row[i] += spread * (float) random.nextGaussian();
        }
        return row;
    }

    private static void normalise(float[][] rows) {
        for (float[] row : rows) {
            double squares = 0;
            for (float component : row) {
                squares += component * component;
            }
            for (int i = 0; i < row.length; i++) {
                row[i] /= (float) Math.sqrt(squares);
            }
        }
    }

    /** Rows that are known by ordinals which run the other way. */
    private static PlacedRows placed(float[][] rows, Metric metric) {
        int[] ordinals =
                IntStream.range(0, rows.length).map(i -> rows.length - 1 - i).toArray();
        return new PlacedRows(
                (ordinal, into) -> System.arraycopy(rows[rows.length - 1 - ordinal], 0, into, 0, DIMENSION),
                ordinals,
                DIMENSION,
                metric);
    }

    private static NearRows near(float[][] rows, Metric metric, int threads) {
        return NearRows.of(placed(rows, metric), FAN, KEPT, threads, part -> {});
    }

    private static int[] read(NearRows near, NearRows.Reader reader, int place) {
        int[] places = new int[near.most()];
        return Arrays.copyOf(places, reader.read(place, places));
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static int[] nearest(float[][] rows, int place) {
        return IntStream.range(0, rows.length)
                .filter(other -> other != place)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> distance(rows[place], rows[other])))
                .limit(WANTED)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The mean share of the nearest rows that are among those found, of every fiftieth row. */
    private static double found(float[][] rows, NearRows near) {
        NearRows.Reader reader = near.reader();
        double sum = 0;
        int count = 0;
        for (int place = 0; place < rows.length; place += 50) {
            int[] found = read(near, reader, place);
            sum += Arrays.stream(nearest(rows, place))
                    .filter(other -> Arrays.stream(found).anyMatch(f -> f == other))
                    .count();
            count += WANTED;
        }
        return sum / count;
    }

    @ParameterizedTest
    @EnumSource(names = {"COSINE", "EUCLIDEAN"})
    void mostOfTheNearestAreFound(Metric metric) {
        float[][] rows = clustered(6_000, 0);
        if (metric == Metric.COSINE) {
            normalise(rows);
        }
        // Measured: 0.97 and 0.98.
        assertThat(found(rows, near(rows, metric, 2))).isGreaterThan(0.9);
    }

    @Test
    void rowsFarFromZeroAreToldApart() {
        float[][] rows = clustered(3_000, 3_000);
        assertThat(found(rows, near(rows, Metric.EUCLIDEAN, 2))).isGreaterThan(0.9);
    }

    @Test
    void allOfTheNearestOfFewRowsAreFound() {
        float[][] rows = clustered(Partition.LARGEST, 0);
        NearRows near = near(rows, Metric.EUCLIDEAN, 2);
        assertThat(found(rows, near)).isOne();
        assertThat(read(near, near.reader(), 3)).hasSizeBetween(FAN * KEPT * 5 / 6, FAN * KEPT);
    }

    @Test
    void oneRowHasNoneNearAndTwoHaveEachOther() {
        float[][] one = clustered(1, 0);
        NearRows alone = near(one, Metric.EUCLIDEAN, 2);
        assertThat(read(alone, alone.reader(), 0)).isEmpty();
        float[][] two = clustered(2, 0);
        NearRows near = near(two, Metric.EUCLIDEAN, 2);
        assertThat(read(near, near.reader(), 0)).containsExactly(1);
        assertThat(read(near, near.reader(), 1)).containsExactly(0);
    }

    @Test
    void copiesOfARowAreNearToDifferentOnes() {
        float[][] rows = new float[3_000][];
        Arrays.fill(rows, around(new float[DIMENSION], 1));
        NearRows near = near(rows, Metric.EUCLIDEAN, 2);
        NearRows.Reader reader = near.reader();
        int[] ledTo = new int[rows.length];
        for (int place = 0; place < rows.length; place++) {
            int[] found = read(near, reader, place);
            // Nothing tells them apart, yet those that are together in one group are not all together in the next.
            assertThat(found).hasSizeGreaterThan(FAN * KEPT / 2).doesNotContain(place);
            assertThat(found).doesNotHaveDuplicates();
            Arrays.stream(found).forEach(other -> ledTo[other]++);
        }
        assertThat(ledTo).doesNotContain(0);
    }

    @Test
    void whatIsFoundDoesNotDependOnThreads() {
        float[][] rows = clustered(5_000, 0);
        NearRows one = near(rows, Metric.EUCLIDEAN, 1);
        NearRows four = near(rows, Metric.EUCLIDEAN, 4);
        assertThat(four.order()).isEqualTo(one.order());
        NearRows.Reader ofOne = one.reader();
        NearRows.Reader ofFour = four.reader();
        for (int place = 0; place < rows.length; place++) {
            assertThat(read(four, ofFour, place)).isEqualTo(read(one, ofOne, place));
        }
    }

    @Test
    void theOrderHasEachPlaceOnceAndNeighboursNearEachOther() {
        float[][] rows = clustered(5_000, 0);
        int[] order = near(rows, Metric.EUCLIDEAN, 2).order();
        assertThat(Arrays.stream(order).sorted())
                .isEqualTo(IntStream.range(0, rows.length).boxed().toList());
        double ordered = 0;
        double arrived = 0;
        for (int i = 1; i < rows.length; i++) {
            ordered += distance(rows[order[i - 1]], rows[order[i]]);
            arrived += distance(rows[i - 1], rows[i]);
        }
        assertThat(ordered).isLessThan(0.5 * arrived);
    }

    @Test
    void allProgressIsTheWhole() {
        DoubleAdder sum = new DoubleAdder();
        NearRows.of(placed(clustered(3_000, 0), Metric.EUCLIDEAN), FAN, KEPT, 2, sum::add);
        assertThat(sum.sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void anInterruptEndsIt() {
        PlacedRows rows = placed(clustered(3_000, 0), Metric.EUCLIDEAN);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NearRows.of(rows, FAN, KEPT, 2, part -> {})).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
