package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What codes of every form promise, against exact scores. */
abstract class EncodingContract {
    private static final int ROWS = 300;

    private static final int BLOCKS = (ROWS + Encoding.BLOCK - 1) / Encoding.BLOCK;

    /** Dimensions below, at and beyond a word, powers of two and others, and those of usual models. */
    private static final int[] DIMENSIONS = {1, 3, 63, 64, 65, 100, 128, 192, 384, 500, 768, 1000, 1536};

    abstract EncodingKind kind();

    /** The largest standard deviation of estimates for rows and queries of length 1, times the root of the dimension. */
    abstract double largestDeviation(int dimension);

    /** Rows around a centroid, their codes, and a query near one of them. */
    final class Coded {
        final Metric metric;
        final float[][] rows;
        final float[] query;
        final Encoding encoding;
        final MemorySegment codes;
        final MemorySegment details;
        final MemorySegment blocks;
        final EncodedQuery asked;

        Coded(Arena arena, Metric metric, int dimension, long seed) {
            this.metric = metric;
            Random random = new Random(seed);
            float[] middle = vector(random, dimension, 0.5);
            rows = new float[ROWS][];
            for (int i = 0; i < ROWS; i++) {
                rows[i] = placed(metric, middle, vector(random, dimension, 1));
            }
            query = placed(metric, rows[7], vector(random, dimension, 1));
            encoding = kind().create(metric, middle);
            codes = arena.allocate((long) ROWS * encoding.codeBytes(), 64);
            details = arena.allocate(Math.max(64, (long) ROWS * encoding.detailBytes()), 64);
            blocks = arena.allocate((long) BLOCKS * encoding.blockBytes(), 64);
            Encoder encoder = encoding.newEncoder();
            for (int i = 0; i < ROWS; i++) {
                encoder.encode(rows[i], codes, i, details, i);
                encoder.encodeInBlock(rows[i], blocks, i);
            }
            asked = encoding.newQuery();
            asked.set(query);
        }

        float[] estimates() {
            float[] scores = new float[ROWS];
            asked.score(codes, details, IntStream.range(0, ROWS).toArray(), ROWS, scores);
            return scores;
        }

        Bounds bounds(int first, int count, float deviations, float least) {
            Bounds bounds = new Bounds();
            bounds.count = asked.bound(blocks, first, count, deviations, least, bounds.rows, bounds.scores);
            return bounds;
        }

        double exact(int row) {
            double sum = 0;
            for (int i = 0; i < query.length; i++) {
                double difference = query[i] - rows[row][i];
                sum += metric == Metric.EUCLIDEAN ? -difference * difference : (double) query[i] * rows[row][i];
            }
            return sum;
        }
    }

    /** Rows kept of some blocks. */
    static final class Bounds {
        final int[] rows = new int[BLOCKS * Encoding.BLOCK];
        final float[] scores = new float[BLOCKS * Encoding.BLOCK];
        int count;
    }

    private static float[] vector(Random random, int dimension, double length) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (random.nextGaussian() * length / Math.sqrt(dimension));
        }
        return vector;
    }

    private static float[] placed(Metric metric, float[] around, float[] difference) {
        float[] sum = new float[around.length];
        double square = 0;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = around[i] + difference[i];
            square += (double) sum[i] * sum[i];
        }
        for (int i = 0; i < sum.length && metric == Metric.COSINE; i++) {
            sum[i] /= (float) Math.sqrt(square);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void estimatesAreAsFarOffAsTheySay(Metric metric) {
        for (int dimension : DIMENSIONS) {
            if (dimension < 60) {
                // Rounding errors of so few directions are not independent.
                continue;
            }
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, metric, dimension, dimension);
                float[] estimates = coded.estimates();
                double squares = 0;
                int beyondFour = 0;
                for (int row = 0; row < ROWS; row++) {
                    double error = estimates[row] - coded.exact(row);
                    double deviation = coded.asked.deviation(coded.codes, coded.details, row);
                    double off = error / (deviation + 1e-6);
                    squares += off * off;
                    beyondFour += Math.abs(off) > 4.5 ? 1 : 0;
                }
                assertThat(Math.sqrt(squares / ROWS))
                        .as("%s, dimension %d: errors in deviations", metric, dimension)
                        .isLessThan(1.3);
                assertThat(beyondFour).as("%s, dimension %d", metric, dimension).isLessThan(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCodesAloneTellIsAsFarOffAsTheySay(Metric metric) {
        for (int dimension : new int[] {100, 384, 500, 1536}) {
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, metric, dimension, dimension);
                int[] rows = IntStream.range(0, ROWS).toArray();
                float[] scores = new float[ROWS];
                coded.asked.screen(coded.codes, rows, ROWS, Float.NEGATIVE_INFINITY, scores);
                double squares = 0;
                for (int row = 0; row < ROWS; row++) {
                    double deviation = coded.asked.screenDeviation(coded.codes, row);
                    if (coded.encoding.detailBytes() == 0) {
                        assertThat(deviation).isZero();
                        deviation = coded.asked.deviation(coded.codes, coded.details, row);
                    }
                    double off = (scores[row] - coded.exact(row)) / (deviation + 1e-6);
                    squares += off * off;
                }
                assertThat(Math.sqrt(squares / ROWS))
                        .as("%s, dimension %d: errors in deviations", metric, dimension)
                        .isBetween(0.7, 1.3);
            }
        }
    }

    @Test
    void estimatesAreAsGoodAsTheLiteratureHasIt() {
        for (int dimension : new int[] {128, 384, 768, 1536}) {
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, Metric.DOT_PRODUCT, dimension, 3);
                float[] estimates = coded.estimates();
                double squares = 0;
                double sum = 0;
                for (int row = 0; row < ROWS; row++) {
                    double error = estimates[row] - coded.exact(row);
                    squares += error * error;
                    sum += error;
                }
                double deviation = Math.sqrt(squares / ROWS);
                // A row's difference from the centroid has about length 1, and the query's length is about 1.4 from
                // there.
                assertThat(deviation * Math.sqrt(dimension))
                        .as("dimension %d", dimension)
                        .isLessThan(1.5 * largestDeviation(dimension));
                assertThat(sum / ROWS)
                        .as("bias at dimension %d", dimension)
                        .isCloseTo(0, within(4 * deviation / Math.sqrt(ROWS)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void screeningKeepsWhatIsAboveTheBoundInItsOrder(Metric metric) {
        try (Arena arena = Arena.ofConfined()) {
            Coded coded = new Coded(arena, metric, 100, 5);
            int[] all = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();
            float[] scores = new float[ROWS];
            assertThat(coded.asked.screen(coded.codes, all.clone(), ROWS, Float.NEGATIVE_INFINITY, scores))
                    .isEqualTo(ROWS);
            float[] estimates = scores.clone();
            // Between two estimates, since bytes are summed in no fixed order.
            float bound = estimates[50] + 1e-4f;
            int[] expected = IntStream.range(0, ROWS)
                    .filter(i -> estimates[i] > bound)
                    .map(i -> all[i])
                    .toArray();
            int[] kept = all.clone();
            int count = coded.asked.screen(coded.codes, kept, ROWS, bound, scores);
            assertThat(IntStream.range(0, count).map(i -> kept[i]))
                    .containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new));
            coded.asked.refine(coded.codes, coded.details, kept, count, scores);
            float[] best = coded.estimates();
            for (int i = 0; i < count; i++) {
                assertThat((double) scores[i]).isCloseTo(best[kept[i]], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void blocksBoundTheSameEstimates(Metric metric) {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, metric, dimension, 6);
                float[] estimates = coded.estimates();
                Bounds all = coded.bounds(0, BLOCKS, 0, Float.NEGATIVE_INFINITY);
                Bounds higher = coded.bounds(7, 3, 2.5f, estimates[120]);
                int at = 0;
                for (int row = 0; row < ROWS; row++) {
                    assertThat(all.rows[row]).isEqualTo(row);
                    assertThat((double) all.scores[row]).isCloseTo(estimates[row], within(1e-5));
                    double bound = estimates[row] + 2.5 * coded.asked.deviation(coded.codes, coded.details, row);
                    boolean asked = row / Encoding.BLOCK >= 7 && row / Encoding.BLOCK < 10;
                    if (asked && at < higher.count && higher.rows[at] == row) {
                        assertThat((double) higher.scores[at]).isCloseTo(bound, within(1e-5 * (1 + Math.abs(bound))));
                        assertThat(higher.scores[at++]).isGreaterThanOrEqualTo(estimates[120]);
                    } else if (asked) {
                        assertThat(bound).isLessThan(estimates[120] + 1e-5 * (1 + Math.abs(bound)));
                    }
                }
                assertThat(at).isEqualTo(higher.count).isPositive();
            }
        }
    }

    @Test
    void aRowIsCopiedFromBlockToBlockAndNoOtherIsTouched() {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, Metric.DOT_PRODUCT, dimension, 8);
                float[] before = coded.bounds(0, BLOCKS, 1, Float.NEGATIVE_INFINITY).scores;
                coded.encoding.copyInBlock(coded.blocks, 33, coded.blocks, 18);
                float[] after = coded.bounds(0, BLOCKS, 1, Float.NEGATIVE_INFINITY).scores;
                before[18] = before[33];
                assertThat(after).containsExactly(before, within(1e-5f));
            }
        }
    }

    @Test
    void aRowAtTheCentroidIsExact() {
        for (Metric metric : new Metric[] {Metric.DOT_PRODUCT, Metric.EUCLIDEAN}) {
            try (Arena arena = Arena.ofConfined()) {
                Coded coded = new Coded(arena, metric, 65, 9);
                coded.rows[0] = coded.encoding.centroid();
                coded.encoding.newEncoder().encode(coded.rows[0], coded.codes, 0, coded.details, 0);
                assertThat((double) coded.estimates()[0]).isCloseTo(coded.exact(0), within(1e-5));
                assertThat(coded.asked.deviation(coded.codes, coded.details, 0)).isZero();
            }
        }
    }

    @Test
    void aQueryAtTheCentroidIsExact() {
        try (Arena arena = Arena.ofConfined()) {
            Coded coded = new Coded(arena, Metric.EUCLIDEAN, 130, 9);
            coded.asked.set(coded.encoding.centroid());
            System.arraycopy(coded.encoding.centroid(), 0, coded.query, 0, 130);
            float[] estimates = coded.estimates();
            for (int row = 0; row < ROWS; row++) {
                assertThat((double) estimates[row]).isCloseTo(coded.exact(row), within(1e-5));
            }
        }
    }

    @Test
    void codesAndDetailsTakeWholeCacheLinesAndNothingElseIsWritten() {
        for (int dimension : DIMENSIONS) {
            Encoding encoding = kind().create(Metric.DOT_PRODUCT, new float[dimension]);
            assertThat(encoding.codeBytes() % 64).isZero();
            assertThat(encoding.detailBytes() % 64).isZero();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment codes =
                        arena.allocate(3L * encoding.codeBytes(), 64).fill((byte) 0x5A);
                MemorySegment details =
                        arena.allocate(3L * encoding.detailBytes() + 64, 64).fill((byte) 0x5A);
                encoding.newEncoder().encode(vector(new Random(1), dimension, 1), codes, 1, details, 1);
                assertThat(untouched(codes, 0, encoding.codeBytes())).isTrue();
                assertThat(untouched(codes, 2L * encoding.codeBytes(), codes.byteSize()))
                        .isTrue();
                assertThat(untouched(details, 0, encoding.detailBytes())).isTrue();
                assertThat(untouched(details, 2L * encoding.detailBytes(), details.byteSize()))
                        .isTrue();
            }
        }
    }

    private static boolean untouched(MemorySegment memory, long from, long to) {
        for (long at = from; at < to; at++) {
            if (memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at) != 0x5A) {
                return false;
            }
        }
        return true;
    }

    @Test
    void isFoundAgainByItsNumber() {
        assertThat(EncodingKind.ofWireNumber(kind().wireNumber())).isSameAs(kind());
        assertThat(kind().create(Metric.COSINE, new float[] {1, 2}).kind()).isSameAs(kind());
    }
}
