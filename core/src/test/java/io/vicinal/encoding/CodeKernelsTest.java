package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Vector API against plain Java. */
class CodeKernelsTest {
    private final CodeKernels plain = new ScalarCodeKernels();

    @BeforeEach
    void needsWideVectors() {
        assumeTrue(Kernels.vectorised() && SimdCodeKernels.supported(), "there are no vectors of 512 bit");
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void transformsAlike() {
        for (int length = 64; length <= 2048; length *= 2) {
            float[] fast = random(length + 64, length);
            float[] slow = fast.clone();
            new SimdCodeKernels().transform(fast, 64, length);
            plain.transform(slow, 64, length);
            assertThat(fast).isEqualTo(slow);
        }
    }

    @Test
    void takesApartAlikeWhatIsNearest() {
        float[] vector = random(640, 1);
        vector[69] = -9;
        long[] fast = LongStream.range(0, 40).toArray();
        long[] slow = fast.clone();
        float unit = plain.planes(vector, slow);
        assertThat((double) unit).isCloseTo(9 / 7.49, within(1e-6));
        assertThat(new SimdCodeKernels().planes(vector, fast)).isEqualTo(unit);
        assertThat(fast).isEqualTo(slow);
        for (int i = 0; i < vector.length; i++) {
            int level = 0;
            for (int plane = 0; plane < 4; plane++) {
                level = 2 * level + (int) (slow[i / 64 * 4 + plane] >>> i & 1);
            }
            assertThat((double) (level < 8 ? level : level - 16)).isCloseTo(vector[i] / unit, within(0.5001));
        }
    }

    @Test
    void findsTheSameBits() {
        int[] numbers = new Random(1).ints(640, -8, 8).toArray();
        for (int bit = 0; bit < 4; bit++) {
            for (int from = 0; from < numbers.length; from += 64) {
                assertThat(new SimdCodeKernels().bits(numbers, from, bit)).isEqualTo(plain.bits(numbers, from, bit));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ2", "RABITQ3", "RABITQ4", "RABITQ_LINE"})
    void boundsAlike(EncodingKind kind) {
        for (int dimension = 1; dimension <= 1600; dimension += 1 + dimension / 5) {
            RaBitQ encoding = (RaBitQ) kind.create(Metric.EUCLIDEAN, random(dimension, 1));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment blocks = arena.allocate(3L * encoding.blockBytes(), 64);
                for (int row = 0; row < 48; row++) {
                    encoding.newEncoder().encodeInBlock(random(dimension, 100 + row), blocks, row);
                }
                RaBitQQuery fast = new RaBitQQuery(encoding, new SimdCodeKernels());
                RaBitQQuery slow = new RaBitQQuery(encoding, plain);
                float[] all = bounds(fast, blocks, Float.NEGATIVE_INFINITY);
                assertThat(all)
                        .as("dimension %d", dimension)
                        .hasSize(32)
                        .isEqualTo(bounds(slow, blocks, Float.NEGATIVE_INFINITY));
                assertThat(bounds(fast, blocks, all[20])).contains(all[20]).isEqualTo(bounds(slow, blocks, all[20]));
            }
        }
    }

    private static float[] bounds(RaBitQQuery query, MemorySegment blocks, float least) {
        query.set(random(query.encoding.origin().length, 2));
        float[] bounds = new float[32];
        return Arrays.copyOf(bounds, query.bound(blocks, 1, 2, 3, least, new int[32], bounds));
    }

    private static void encode(RaBitQ encoding, MemorySegment codes, MemorySegment details, int count) {
        for (int row = 0; row < count; row++) {
            encoding.newEncoder().encode(random(encoding.origin().length, 100 + row), codes, row, details, row);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ2", "RABITQ3", "RABITQ4", "RABITQ_LINE"})
    void estimatesAlike(EncodingKind kind) {
        for (int dimension = 1; dimension <= 1600; dimension += 1 + dimension / 5) {
            RaBitQ encoding = (RaBitQ) kind.create(Metric.EUCLIDEAN, random(dimension, 1));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment codes = arena.allocate(40L * encoding.codeBytes(), 64);
                MemorySegment details = arena.allocate(40L * encoding.detailBytes() + 64, 64);
                encode(encoding, codes, details, 40);
                int[] fastRows = IntStream.range(0, 40).toArray();
                int[] slowRows = fastRows.clone();
                float[] fast = new float[40];
                float[] slow = new float[40];
                int fastCount =
                        estimate(new RaBitQQuery(encoding, new SimdCodeKernels()), codes, details, fastRows, fast);
                int slowCount = estimate(new RaBitQQuery(encoding, plain), codes, details, slowRows, slow);
                assertThat(fastCount).isEqualTo(slowCount);
                assertThat(fastRows).isEqualTo(slowRows);
                assertThat(fast).as("dimension %d", dimension).isEqualTo(slow);
            }
        }
    }

    @Test
    void keepsTheRowsAboveTheBound() {
        RaBitQ encoding = (RaBitQ) EncodingKind.RABITQ2.create(Metric.COSINE, new float[384]);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment codes = arena.allocate(40L * encoding.codeBytes(), 64);
            MemorySegment details = arena.allocate(40L * encoding.detailBytes(), 64);
            encode(encoding, codes, details, 40);
            for (CodeKernels kernels : new CodeKernels[] {new SimdCodeKernels(), plain}) {
                RaBitQQuery query = new RaBitQQuery(encoding, kernels);
                query.set(random(384, 2));
                float[] all = new float[40];
                int[] rows = IntStream.range(0, 40).toArray();
                assertThat(query.screen(codes, rows, 40, Float.NEGATIVE_INFINITY, all))
                        .isEqualTo(40);
                for (float bound : all) {
                    int[] above = IntStream.range(0, 40)
                            .filter(row -> all[row] > bound)
                            .toArray();
                    int[] kept = IntStream.range(0, 40).toArray();
                    assertThat(query.screen(codes, kept, 40, bound, new float[40]))
                            .isEqualTo(above.length);
                    assertThat(Arrays.copyOf(kept, above.length)).isEqualTo(above);
                }
            }
        }
    }

    @Test
    void comparesAnyNumberOfRowsAlike() {
        RaBitQ encoding = (RaBitQ) EncodingKind.RABITQ2.create(Metric.COSINE, new float[384]);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment codes = arena.allocate(200L * encoding.codeBytes(), 64);
            MemorySegment details = arena.allocate(200L * encoding.detailBytes(), 64);
            encode(encoding, codes, details, 200);
            RaBitQQuery fast = new RaBitQQuery(encoding, new SimdCodeKernels());
            RaBitQQuery slow = new RaBitQQuery(encoding, plain);
            fast.set(random(384, 2));
            slow.set(random(384, 2));
            for (int count = 0; count <= 200; count += count < 40 ? 1 : 16) {
                int[] rows = new Random(count).ints(count, 0, 200).toArray();
                assertThat(compare(fast, codes, details, rows)).isEqualTo(compare(slow, codes, details, rows));
            }
        }
    }

    /** The rows above the middle of the first estimates, and what both looks tell of them. */
    private static String compare(RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows) {
        float[] scores = new float[rows.length];
        query.screen(codes, rows.clone(), rows.length, Float.NEGATIVE_INFINITY, scores);
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        int[] kept = rows.clone();
        float bound = rows.length == 0 ? 0 : sorted[rows.length / 2];
        int count = query.screen(codes, kept, rows.length, bound, scores);
        float[] first = Arrays.copyOf(scores, count);
        query.refine(codes, details, kept, count, scores);
        return Arrays.toString(Arrays.copyOf(kept, count))
                + Arrays.toString(first)
                + Arrays.toString(Arrays.copyOf(scores, count));
    }

    private static int estimate(
            RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, float[] scores) {
        int dimension = query.encoding.origin().length;
        query.set(random(dimension, 2));
        int kept = query.screen(codes, rows, rows.length, -3.9f * dimension, scores);
        query.refine(codes, details, rows, kept, scores);
        return kept;
    }

    @Test
    void multipliesBytesAlike() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(2000);
            Random random = new Random(3);
            for (int i = 0; i < 2000; i++) {
                bytes.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
            }
            for (int length = 1; length < 1600; length += 1 + length / 9) {
                float[] vector = random(length, length);
                double sizes = 0;
                for (int i = 0; i < length; i++) {
                    sizes += Math.abs(vector[i] * bytes.get(ValueLayout.JAVA_BYTE, 7 + i));
                }
                assertThat((double) new SimdCodeKernels().dot(vector, length, bytes, 7))
                        .isCloseTo(plain.dot(vector, length, bytes, 7), within(1e-5 * sizes));
            }
        }
    }
}
