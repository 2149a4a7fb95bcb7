package io.vicinal.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.index.Hits;
import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowTailTest {
    private static final int DIMENSION = 24;
    private static final int ROWS = 5_000;

    @TempDir
    Path folder = Path.of("");

    private final Random random = new Random(11);
    private final RowTail tail = new RowTail();
    private final TopK best = new TopK();

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private VectorFile file(Metric metric) throws IOException {
        VectorFile file = VectorFile.temporary(folder, DIMENSION, metric);
        float[] all = new float[ROWS * DIMENSION];
        for (int row = 0; row < ROWS; row++) {
            // Some come twice, so that equal scores must be told apart by number.
            System.arraycopy(vector(new Random(row % 4_900)), 0, all, row * DIMENSION, DIMENSION);
        }
        file.appendAll(all);
        return file;
    }

    private float[] query(Metric metric) {
        float[] query = vector(random);
        if (metric == Metric.COSINE) {
            double norm = Math.sqrt(dot(query, query));
            for (int i = 0; i < DIMENSION; i++) {
                query[i] /= (float) norm;
            }
        }
        return query;
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, DIMENSION)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    private static double score(Metric metric, float[] query, VectorRows rows, int row) {
        float[] other = new float[DIMENSION];
        rows.copy(row, other);
        return metric == Metric.EUCLIDEAN
                ? -(dot(query, query) - 2 * dot(query, other) + dot(other, other))
                : dot(query, other);
    }

    /** The scores that a plain loop finds, best first. */
    private static double[] expected(
            Metric metric, float[] query, VectorRows rows, int from, int to, @Nullable IdSet set, int k) {
        return IntStream.range(from, to)
                .filter(row -> set == null || set.contains(row))
                .mapToObj(row -> score(metric, query, rows, row))
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private void compare(Metric metric, VectorRows rows, int from, int to, @Nullable IdSet set, int threads) {
        float[] query = query(metric);
        best.reset(10, Float.NEGATIVE_INFINITY);
        long scored = tail.run(query, metric, rows, from, to, set, threads, best);
        Hits hits = best.drain(scored, Plan.SCAN);
        double[] expected = expected(metric, query, rows, from, to, set, 10);
        assertThat(hits.size()).isEqualTo(expected.length);
        assertThat(hits.ids()).doesNotHaveDuplicates();
        for (int i = 0; i < expected.length; i++) {
            int row = (int) hits.id(i);
            assertThat(row).isBetween(from, to - 1);
            assertThat(set == null || set.contains(row)).isTrue();
            assertThat((double) hits.score(i)).isCloseTo(expected[i], within(1e-4));
            assertThat((double) hits.score(i)).isCloseTo(score(metric, query, rows, row), within(1e-4));
            if (i > 0 && hits.score(i) == hits.score(i - 1)) {
                assertThat(hits.id(i)).isGreaterThan(hits.id(i - 1));
            }
        }
        long counted = set == null ? to - from : Math.min(to - from, scored);
        assertThat(scored).isEqualTo(counted);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatAPlainLoopFinds(Metric metric) throws IOException {
        try (VectorFile file = file(metric)) {
            VectorRows rows = file.rows();
            for (int run = 0; run < 60; run++) {
                int from = random.nextInt(ROWS + 1);
                int to = from + random.nextInt(ROWS + 1 - from);
                double share = Math.pow(10, -random.nextInt(4)) * random.nextDouble();
                IdSet set = IdSet.of(LongStream.range(-5, ROWS + 5)
                        .filter(row -> random.nextDouble() < share)
                        .toArray());
                int threads = 1 + random.nextInt(4);
                compare(metric, rows, from, to, null, threads);
                compare(metric, rows, from, to, set, threads);
            }
            compare(metric, rows, 0, ROWS, null, 4);
            compare(metric, rows, 0, 0, null, 4);
            compare(metric, rows, ROWS, ROWS, IdSet.of(), 1);
        }
    }

    @Test
    void fewAreLookedUpAndNoOthersCompared() throws IOException {
        try (VectorFile file = file(Metric.COSINE)) {
            IdSet set = IdSet.of(-1, 0, 4, 1_500, 4_999, ROWS, 1L << 32);
            best.reset(10, Float.NEGATIVE_INFINITY);
            assertThat(tail.run(query(Metric.COSINE), Metric.COSINE, file.rows(), 1, ROWS, set, 1, best))
                    .isEqualTo(3);
            long[] found = best.drain(0, Plan.SCAN).ids();
            Arrays.sort(found);
            assertThat(found).containsExactly(4, 1_500, 4_999);
        }
    }

    @Test
    void keepsWhatWasFoundBefore() throws IOException {
        try (VectorFile file = file(Metric.EUCLIDEAN)) {
            float[] query = query(Metric.EUCLIDEAN);
            VectorRows rows = file.rows();
            best.reset(10, Float.NEGATIVE_INFINITY);
            tail.run(query, Metric.EUCLIDEAN, rows, 0, ROWS, null, 2, best);
            Hits whole = best.drain(0, Plan.SCAN);
            best.reset(10, Float.NEGATIVE_INFINITY);
            tail.run(query, Metric.EUCLIDEAN, rows, 0, 1_700, null, 1, best);
            tail.run(query, Metric.EUCLIDEAN, rows, 1_700, ROWS, null, 2, best);
            Hits both = best.drain(0, Plan.SCAN);
            assertThat(both.ids()).isEqualTo(whole.ids());
            assertThat(both.scores()).isEqualTo(whole.scores());
            best.reset(10, whole.score(2));
            tail.run(query, Metric.EUCLIDEAN, rows, 0, ROWS, null, 2, best);
            assertThat(best.drain(0, Plan.SCAN).ids()).isEqualTo(Arrays.copyOf(whole.ids(), 3));
        }
    }

    @Test
    void aRangeThatIsNotThereIsRefused() throws IOException {
        try (VectorFile file = file(Metric.COSINE)) {
            for (int[] range : new int[][] {{0, ROWS + 1}, {-1, 3}, {4, 3}}) {
                assertThatThrownBy(() -> tail.run(
                                query(Metric.COSINE), Metric.COSINE, file.rows(), range[0], range[1], null, 1, best))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }
}
