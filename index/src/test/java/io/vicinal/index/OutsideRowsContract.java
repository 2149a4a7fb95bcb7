package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised where rows lie elsewhere. */
abstract class OutsideRowsContract extends VectorIndexContract {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    OutsideRowsContract(TestedEngine tested) {
        super(tested);
    }

    /** Rows at any byte, as foreign files have them; under cosine of very different norms. */
    private static VectorRows outside(Arena arena, float[][] vectors, long origin, long stride) {
        MemorySegment segment = arena.allocate(origin + stride * vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            MemorySegment.copy(vectors[i], 0, segment, FLOAT, origin + i * stride, vectors[i].length);
        }
        return VectorRows.of(segment, origin, stride, vectors[0].length, vectors.length);
    }

    private static float[][] outsideVectors(Metric metric, int dimension, Random random) {
        float[][] vectors = new float[400][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i % 5 == 4 ? vectors[random.nextInt(i)].clone() : vector(random, dimension);
            float scale = metric == Metric.COSINE ? (float) Math.pow(10, random.nextInt(-30, 30)) : 1;
            if (i % 5 != 4) {
                for (int j = 0; j < dimension; j++) {
                    vectors[i][j] *= scale;
                }
            }
        }
        return vectors;
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void rowsOfTheCallersAreSearchedWhereTheyLie(Metric metric, int dimension) throws IOException {
        assumeTrue(tested().searchesOutsideRows());
        Random random = new Random(dimension + 3);
        float[][] vectors = outsideVectors(metric, dimension, random);
        Truth truth = new Truth(metric);
        for (int i = 0; i < vectors.length; i++) {
            truth.put(i, vectors[i]);
        }
        Path file = folder.resolve("index");
        List<Query> queries = queries(truth, dimension, 10, random);
        try (Arena arena = Arena.ofShared()) {
            VectorRows rows = outside(arena, vectors, 7, dimension * 4L + 5);
            byte[] before = rows.segment().toArray(ValueLayout.JAVA_BYTE);
            try (VectorIndex index = engine(
                            VectorIndex.builder(dimension, metric).directory(folder))
                    .over(rows)) {
                truth.verifyContent(index);
                assertThat(index.contains(-1)).isFalse();
                assertThat(index.contains(vectors.length)).isFalse();
                verifySearches(index, truth, queries);
                index.save(file);
                change(index, truth, random);
                truth.verifyContent(index);
                verifySearches(index, truth, queries);
            }
            assertThat(rows.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(before);
        }
        Truth saved = new Truth(metric);
        for (int i = 0; i < vectors.length; i++) {
            saved.put(i, vectors[i]);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            saved.verifyContent(index);
            verifySearches(index, saved, queries);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "addAll", "update", "remove, add"})
    void rowsOfTheCallersTakeAnyFirstChange(String change) throws IOException {
        assumeTrue(tested().searchesOutsideRows());
        Random random = new Random(23);
        Truth truth = new Truth(Metric.EUCLIDEAN);
        float[][] vectors = Stream.generate(() -> vector(random, 3)).limit(20).toArray(float[][]::new);
        for (int i = 0; i < vectors.length; i++) {
            truth.put(i, vectors[i]);
        }
        try (Arena arena = Arena.ofShared();
                VectorIndex index =
                        engine(VectorIndex.builder(3, Metric.EUCLIDEAN)).over(outside(arena, vectors, 0, 16))) {
            firstChange(index, truth, change);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfTheCallersThatIsNoneIsRefusedByNumber(Metric metric) {
        assumeTrue(tested().searchesOutsideRows());
        VectorIndexBuilder builder = engine(VectorIndex.builder(3, metric));
        try (Arena arena = Arena.ofShared()) {
            for (float[] bad : refused(metric)) {
                if (bad.length == 3) {
                    float[][] vectors = {{1, 0, 0}, {0, 1, 0}, bad, {0, 0, 1}};
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> builder.over(outside(arena, vectors, 0, 12)))
                            .withMessageContaining("vector 2 ");
                }
            }
            VectorRows wide = outside(arena, new float[][] {{1, 2, 3, 4}}, 0, 16);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.over(wide))
                    .withMessageContaining("3")
                    .withMessageContaining("4");
        }
    }
}
