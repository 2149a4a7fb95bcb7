package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors that break the rule, by every way in and under every metric: nothing of them or their neighbours is left. */
class VectorFileAllOrNothingTest {
    private static final int DIMENSION = 33;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.vectors");
    }

    static Stream<Arguments> faults() {
        return Stream.of(Metric.values())
                .flatMap(metric -> Stream.of(
                        Arguments.of(metric, Float.NaN, 20, "has NaN as component 20, which must be a finite number"),
                        Arguments.of(metric, Float.POSITIVE_INFINITY, 0, "has Infinity as component 0,"),
                        Arguments.of(metric, Float.NEGATIVE_INFINITY, 32, "has -Infinity as component 32,"),
                        Arguments.of(metric, 0f, 0, "is all zeros, which is close to nothing"),
                        Arguments.of(metric, -0f, 0, "is all zeros, which is close to nothing"),
                        Arguments.of(metric, 1e-40f, 0, "has norm 1.00e-40, too little to give it a direction"),
                        Arguments.of(metric, 2e38f, 3, "has norm 2.00e+38, more than the ")));
    }

    private static float[] invalid(float value, int component) {
        float[] vector = new float[DIMENSION];
        vector[component] = value;
        return vector;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLeftOfAFaultyBatch(Metric metric, float value, int component, String problem) throws IOException {
        float[] batch = RandomVectors.concatenated(DIMENSION, 10, 3);
        System.arraycopy(invalid(value, component), 0, batch, 7 * DIMENSION, DIMENSION);
        try (VectorFile vectors = VectorFile.create(file, DIMENSION, metric)) {
            vectors.appendAll(RandomVectors.concatenated(DIMENSION, 3, 0));
            vectors.flush();
            byte[] before = Files.readAllBytes(file);
            refused(() -> vectors.appendAll(batch), "vector 7 " + problem);
            refused(() -> vectors.appendAll(MemorySegment.ofArray(batch)), "vector 7 " + problem);
            refused(() -> vectors.append(invalid(value, component)), "vector 3 " + problem);
            refused(() -> vectors.replace(1, invalid(value, component)), "vector 1 " + problem);
            assertThat(vectors.count()).isEqualTo(3);
            assertThat(Arrays.equals(Files.readAllBytes(file), before)).isTrue();
            vectors.append(RandomVectors.vector(DIMENSION, 3));
        }
        try (VectorFile vectors = VectorFile.open(file)) {
            assertThat(vectors.count()).isEqualTo(4);
            for (int row = 0; row < 4; row++) {
                assertThat(RandomVectors.close(vectors.vector(row), RandomVectors.vector(DIMENSION, row), 1e-6))
                        .isTrue();
            }
        }
    }

    @Test
    void nothingCountsOfAFaultyBatchThatWasPartlyWritten() throws IOException {
        float[] batch = RandomVectors.concatenated(384, 2000, 2);
        batch[1999 * 384 + 5] = Float.NaN;
        try (VectorFile vectors = VectorFile.create(file, 384, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(384, 2, 0));
            refused(() -> vectors.appendAll(batch), "vector 1999 has NaN as component 5,");
            assertThat(vectors.count()).isEqualTo(2);
            assertThat(vectors.append(RandomVectors.vector(384, 2))).isEqualTo(2);
        }
        assertThat(Files.size(file)).isEqualTo(new RowLayout(384).fileBytes(3));
        try (VectorFile vectors = VectorFile.open(file)) {
            assertThat(RandomVectors.close(vectors.vector(2), RandomVectors.vector(384, 2), 1e-6))
                    .isTrue();
        }
    }

    @Test
    void wrongLengthsAreRefused() throws IOException {
        try (VectorFile vectors = VectorFile.create(file, 4, Metric.DOT_PRODUCT)) {
            refused(() -> vectors.append(new float[3]), "dimension is 4 but vector 0 has 3 components");
            refused(
                    () -> vectors.appendAll(new float[6]),
                    "dimension is 4 but 6 floats are no whole number of vectors");
            assertThatThrownBy(() -> vectors.replace(0, new float[4])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(vectors.count()).isZero();
        }
    }

    private interface Append {
        void run() throws IOException;
    }

    private static void refused(Append append, String message) {
        assertThatThrownBy(append::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
