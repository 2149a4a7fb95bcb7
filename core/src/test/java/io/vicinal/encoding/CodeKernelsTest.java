package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.IntStream;
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
    void roundsAlike() {
        for (int length = 64; length <= 1536; length += 64) {
            float[] vector = random(length, length);
            vector[5] = -9;
            int[] fast = new int[length];
            int[] slow = new int[length];
            CodeKernels simd = new SimdCodeKernels();
            assertThat(RaBitQQuery.largest(vector)).isEqualTo(9);
            assertThat(simd.round(vector, length, 1.5f, fast)).isEqualTo(plain.round(vector, length, 1.5f, slow));
            assertThat(fast).isEqualTo(slow);
            for (int bit = 0; bit < 4; bit++) {
                assertThat(simd.bits(fast, length - 64, bit)).isEqualTo(plain.bits(slow, length - 64, bit));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ2", "RABITQ3", "RABITQ4"})
    void estimatesAlike(EncodingKind kind) {
        for (int dimension = 1; dimension <= 1600; dimension += 1 + dimension / 5) {
            RaBitQ encoding = (RaBitQ) kind.create(Metric.EUCLIDEAN, random(dimension, 1));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment codes = arena.allocate(40L * encoding.codeBytes(), 64);
                MemorySegment details = arena.allocate(40L * encoding.detailBytes() + 64, 64);
                for (int row = 0; row < 40; row++) {
                    encoding.newEncoder().encode(random(dimension, 100 + row), codes, row, details, row);
                }
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
