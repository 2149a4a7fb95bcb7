package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every implementation of the kernels must do. */
abstract class RowKernelsContract extends ScoreKernelsContract {
    private static final int[] LENGTHS = IntStream.concat(
                    IntStream.rangeClosed(1, 130),
                    IntStream.of(255, 256, 257, 383, 384, 385, 767, 768, 769, 1535, 1536, 1537, 3071, 3072, 3073))
            .toArray();

    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float LARGEST = Float.MAX_VALUE;
    private static final float SMALLEST = Float.MIN_VALUE;

    private final Arena arena = Arena.ofConfined();
    private final Random random = new Random(7);
    private RowKernels kernels = create();

    @AfterEach
    void free() {
        arena.close();
    }

    private PlacedRows rows(int count, int dimension) {
        return new PlacedRows(arena, 4, 4L * dimension + 12, PlacedRows.random(random, count, dimension));
    }

    private static float[] scattered(Reference operation, RowKernels kernels, float[] query, PlacedRows rows) {
        float[] results = new float[rows.rows.length];
        operation.scattered(kernels, query, rows, results);
        return results;
    }

    private static float[] inSequence(
            Reference operation, RowKernels kernels, float[][] queries, int dimension, PlacedRows rows) {
        float[] results = new float[queries.length * rows.rows.length];
        operation.inSequence(kernels, queries, dimension, rows, results);
        return results;
    }

    private float[] cosines(float[] query, PlacedRows rows) {
        float[] results = new float[rows.rows.length];
        kernels.cosine(query, rows.segment, rows.offsets(), rows.rows.length, results);
        return results;
    }

    @ParameterizedTest
    @EnumSource
    void twoArraysAtEveryLength(Reference operation) {
        for (int dimension : LENGTHS) {
            float[][] pair = PlacedRows.random(random, 2, dimension);
            operation.check(operation.pair(kernels, pair[0], pair[1]), pair[0], pair[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArrayAndARowAreLikeTwoArrays(Reference operation) {
        for (int dimension : LENGTHS) {
            float[] a = PlacedRows.random(random, 1, dimension)[0];
            PlacedRows rows = rows(3, dimension);
            for (int row = 0; row < 3; row++) {
                float expected = operation.pair(kernels, a, rows.rows[row]);
                assertThat(operation.pair(kernels, a, rows, row)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAtEveryLength(Reference operation) {
        for (int dimension : LENGTHS) {
            PlacedRows rows = rows(9, dimension);
            float[][] queries = PlacedRows.random(random, 5, dimension);
            float[] sequence = inSequence(operation, kernels, queries, dimension, rows);
            for (int q = 0; q < queries.length; q++) {
                float[] scattered = scattered(operation, kernels, queries[q], rows);
                for (int row = 0; row < 9; row++) {
                    operation.check(scattered[row], queries[q], rows.rows[row]);
                }
                assertThat(bits(Arrays.copyOfRange(sequence, q * 9, q * 9 + 9))).isEqualTo(bits(scattered));
            }
        }
    }

    @Test
    void cosineAtEveryLengthOfRowsOfAnyNorm() {
        for (int dimension : LENGTHS) {
            PlacedRows rows = rows(7, dimension);
            float[] query = PlacedRows.random(random, 1, dimension)[0];
            for (int row = 0; row < 7; row++) {
                float scale = (float) Math.pow(10, 2 * row - 6);
                for (int i = 0; i < dimension; i++) {
                    rows.rows[row][i] *= scale;
                }
            }
            PlacedRows scaled = new PlacedRows(arena, 20, rows.stride, rows.rows);
            float[] cosines = cosines(query, scaled);
            for (int row = 0; row < 7; row++) {
                assertThat((double) cosines[row])
                        .isCloseTo(Reference.cosine(query, rows.rows[row]), within(Reference.TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberOfQueriesAndRows(Reference operation) {
        for (int dimension : new int[] {1, 4, 19, 33, 700}) {
            float[][] queries = PlacedRows.random(random, 9, dimension);
            for (int count = 0; count <= 20; count++) {
                PlacedRows rows = rows(count, dimension);
                for (int queryCount = 1; queryCount <= 9; queryCount++) {
                    float[] results =
                            inSequence(operation, kernels, Arrays.copyOf(queries, queryCount), dimension, rows);
                    for (int q = 0; q < queryCount; q++) {
                        for (int row = 0; row < count; row++) {
                            operation.check(results[q * count + row], queries[q], rows.rows[row]);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void longSequencesOfRowsOfEveryStride(Reference operation) {
        float[][] queries = PlacedRows.random(random, 4, 6);
        for (long stride : new long[] {24, 25, 64, 4096, 10_000}) {
            PlacedRows rows = new PlacedRows(arena, 3, stride, PlacedRows.random(random, 403, 6));
            float[] results = inSequence(operation, kernels, queries, 6, rows);
            for (int i = 0; i < results.length; i++) {
                operation.check(results[i], queries[i / 403], rows.rows[i % 403]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStrideOfZeroOrLessIsAStride(Reference operation) {
        float[][] same = PlacedRows.random(random, 1, 40);
        float[][] queries = PlacedRows.random(random, 5, 40);
        PlacedRows one = new PlacedRows(arena, 0, 0, same);
        PlacedRows repeated = new PlacedRows(arena, 0, 0, same[0], same[0], same[0], same[0], same[0]);
        float[] alone = inSequence(operation, kernels, queries, 40, one);
        float[] results = inSequence(operation, kernels, queries, 40, repeated);
        for (int i = 0; i < results.length; i++) {
            assertThat(results[i]).isEqualTo(alone[i / 5]);
        }
        PlacedRows rows = rows(6, 40);
        float[] backwards = new float[30];
        float[] all = PlacedRows.concatenated(queries);
        long last = rows.offsets()[5];
        if (operation == Reference.DOT) {
            kernels.dot(all, 5, 40, rows.segment, last, -rows.stride, 6, backwards);
        } else {
            kernels.squaredEuclidean(all, 5, 40, rows.segment, last, -rows.stride, 6, backwards);
        }
        float[] forwards = inSequence(operation, kernels, queries, 40, rows);
        for (int i = 0; i < 30; i++) {
            assertThat(backwards[i]).isEqualTo(forwards[i / 6 * 6 + 5 - i % 6]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowScoresTheSameWhereverItStands(Reference operation) {
        for (int dimension : new int[] {3, 16, 37, 100, 384, 771}) {
            float[][] queries = PlacedRows.random(random, 9, dimension);
            float[] row = PlacedRows.random(random, 1, dimension)[0];
            for (float[] query : queries) {
                PlacedRows alone = new PlacedRows(arena, 0, 0, row);
                int expected = bits(scattered(operation, kernels, query, alone))[0];
                for (int count = 1; count <= 20; count++) {
                    float[][] others = PlacedRows.random(random, count, dimension);
                    others[random.nextInt(count)] = row;
                    int position = random.nextInt(count);
                    others[position] = row;
                    PlacedRows rows = new PlacedRows(arena, 4L * random.nextInt(16), 4L * dimension + 4, others);
                    float[] scattered = scattered(operation, kernels, query, rows);
                    assertThat(Float.floatToRawIntBits(scattered[position])).isEqualTo(expected);
                    int queryCount = 1 + random.nextInt(9);
                    float[][] among = PlacedRows.random(random, queryCount, dimension);
                    int q = random.nextInt(queryCount);
                    among[q] = query;
                    float[] sequence = inSequence(operation, kernels, among, dimension, rows);
                    assertThat(bits(Arrays.copyOfRange(sequence, q * count, (q + 1) * count)))
                            .isEqualTo(bits(scattered));
                }
            }
        }
    }

    @Test
    void aCosineIsTheSameWhereverItsRowStands() {
        for (int dimension : new int[] {1, 5, 16, 37, 384}) {
            float[] query = PlacedRows.random(random, 1, dimension)[0];
            float[] row = PlacedRows.random(random, 1, dimension)[0];
            int expected = bits(cosines(query, new PlacedRows(arena, 0, 0, row)))[0];
            for (int count = 1; count <= 13; count++) {
                for (int position = 0; position < count; position++) {
                    float[][] others = PlacedRows.random(random, count, dimension);
                    others[position] = row;
                    PlacedRows rows = new PlacedRows(arena, 12, 4L * dimension + 4, others);
                    assertThat(bits(cosines(query, rows))[position]).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void compilationChangesNoBit(Reference operation) {
        int dimension = 75;
        PlacedRows rows = rows(21, dimension);
        float[][] queries = PlacedRows.random(random, 6, dimension);
        int[] scattered = bits(scattered(operation, kernels, queries[0], rows));
        int[] sequence = bits(inSequence(operation, kernels, queries, dimension, rows));
        int[] cosines = bits(cosines(queries[0], rows));
        int[] pairs = bits(pairs(operation, queries));
        for (int i = 0; i < 4_000; i++) {
            boolean same = Arrays.equals(bits(scattered(operation, kernels, queries[0], rows)), scattered)
                    && Arrays.equals(bits(inSequence(operation, kernels, queries, dimension, rows)), sequence)
                    && Arrays.equals(bits(cosines(queries[0], rows)), cosines)
                    && Arrays.equals(bits(pairs(operation, queries)), pairs);
            assertThat(same).as("round %d", i).isTrue();
        }
    }

    private float[] pairs(Reference operation, float[][] vectors) {
        float[] results = new float[vectors.length * vectors.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = operation.pair(kernels, vectors[i / vectors.length], vectors[i % vectors.length]);
        }
        return results;
    }

    @ParameterizedTest
    @EnumSource
    void specialValuesAnywhereAreKept(Reference operation) {
        for (int dimension : new int[] {1, 4, 16, 21, 50}) {
            float[] plain = new float[dimension];
            Arrays.fill(plain, 0.5f);
            for (int i = 0; i < dimension; i++) {
                for (float special :
                        new float[] {NAN, INFINITY, -INFINITY, LARGEST, -LARGEST, SMALLEST, -SMALLEST, -0.0f, 0}) {
                    float[] vector = plain.clone();
                    vector[i] = special;
                    special(operation, vector, plain);
                    special(operation, plain, vector);
                    special(operation, vector, vector);
                }
            }
        }
    }

    private void special(Reference operation, float[] query, float[] row) {
        float expected = (float) operation.of(query, row);
        PlacedRows rows = new PlacedRows(arena, 4, 4L * row.length, row, row, row, row, row, row, row, row, row);
        float[] results = scattered(operation, kernels, query, rows);
        float[][] queries = {query, query, query, query};
        float[] tiled = inSequence(operation, kernels, queries, row.length, rows);
        for (float actual : new float[] {operation.pair(kernels, query, row), results[0], results[8], tiled[0]}) {
            if (Float.isNaN(expected)) {
                assertThat(actual).isNaN();
            } else if (Float.isFinite(expected)) {
                operation.check(actual, query, row);
            } else {
                assertThat(actual).isEqualTo(expected);
            }
        }
        assertThat(Arrays.stream(bits(tiled)).distinct()).hasSize(1);
    }

    @Test
    void sumsBeyondAFloatAreInfinite() {
        for (int dimension : new int[] {2, 16, 33}) {
            float[] large = new float[dimension];
            Arrays.fill(large, 2e19f);
            float[] opposite = new float[dimension];
            Arrays.fill(opposite, -2e19f);
            assertThat(kernels.dot(large, large)).isEqualTo(INFINITY);
            assertThat(kernels.dot(large, opposite)).isEqualTo(-INFINITY);
            assertThat(kernels.squaredEuclidean(large, opposite)).isEqualTo(INFINITY);
            PlacedRows rows = new PlacedRows(arena, 4, 4L * dimension, large, opposite);
            assertThat(scattered(Reference.DOT, kernels, large, rows)).containsExactly(INFINITY, -INFINITY);
        }
    }

    @Test
    void subnormalsAreNotFlushed() {
        float[] subnormal = {1000 * SMALLEST, 0, 2 * SMALLEST};
        float[] ones = {1, 1, 1};
        assertThat(kernels.dot(subnormal, ones)).isEqualTo(1002 * SMALLEST);
        PlacedRows rows = new PlacedRows(arena, 4, 12, subnormal);
        assertThat(scattered(Reference.DOT, kernels, ones, rows)).containsExactly(1002 * SMALLEST);
    }

    @Test
    void cosineOfSpecialVectors() {
        for (int dimension : new int[] {1, 16, 19}) {
            float[] ones = new float[dimension];
            Arrays.fill(ones, 1);
            float[] opposite = new float[dimension];
            Arrays.fill(opposite, -1e15f);
            float[] small = new float[dimension];
            Arrays.fill(small, 1e-14f);
            float[] zero = new float[dimension];
            float[] broken = ones.clone();
            broken[dimension - 1] = NAN;
            PlacedRows rows = new PlacedRows(arena, 4, 4L * dimension, ones, opposite, small, zero, broken, ones);
            float[] cosines = cosines(ones, rows);
            assertThat(cosines[0]).isCloseTo(1, within(1e-6f)).isEqualTo(cosines[5]);
            assertThat(cosines[1]).isCloseTo(-1, within(1e-6f));
            assertThat(cosines[2]).isCloseTo(1, within(1e-6f));
            assertThat(cosines[3]).isZero();
            assertThat(cosines[4]).isNaN();
            assertThat(cosines(zero, rows)).startsWith(0, 0, 0, 0).endsWith(0);
            assertThat(cosines(small, rows)[1]).isCloseTo(-1, within(1e-6f));
            assertThat(cosines(broken, rows)).containsOnly(NAN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsBeyondTheSegmentAreRefused(Reference operation) {
        for (int dimension : new int[] {1, 3, 16, 20}) {
            PlacedRows rows = rows(9, dimension);
            float[] query = PlacedRows.random(random, 1, dimension)[0];
            float[] results = new float[90];
            long end = rows.segment.byteSize();
            for (long bad : new long[] {-1, -4, end, end - 4L * dimension + 1, Long.MIN_VALUE, Long.MAX_VALUE - 3}) {
                for (int count : new int[] {1, 9}) {
                    long[] offsets = rows.offsets();
                    offsets[random.nextInt(count)] = bad;
                    assertThatThrownBy(() -> {
                                if (operation == Reference.DOT) {
                                    kernels.dot(query, rows.segment, offsets, count, results);
                                } else {
                                    kernels.squaredEuclidean(query, rows.segment, offsets, count, results);
                                }
                            })
                            .as("offset %d of %d, dimension %d", bad, end, dimension)
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> kernels.cosine(query, rows.segment, offsets, count, results))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                }
            }
            for (int queryCount : new int[] {1, 4}) {
                float[] queries = new float[queryCount * dimension];
                assertThatThrownBy(() -> {
                            if (operation == Reference.DOT) {
                                kernels.dot(queries, queryCount, dimension, rows.segment, 4, rows.stride, 10, results);
                            } else {
                                kernels.squaredEuclidean(
                                        queries, queryCount, dimension, rows.segment, 4, rows.stride, 10, results);
                            }
                        })
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
