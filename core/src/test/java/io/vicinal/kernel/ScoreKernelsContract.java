package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link RowKernels} does with many scores: to compute them for columns, and to choose among them. */
abstract class ScoreKernelsContract {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private final Random random = new Random(7);
    private final RowKernels kernels = create();

    abstract RowKernels create();

    @Test
    void valuesThatAreLargeEnoughAreFoundAtEveryLength() {
        float[] bounds = new float[140];
        float[] values = new float[150];
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 29 == 3 ? NAN : random.nextInt(8);
                bounds[i % 140] = random.nextInt(8);
            }
            for (int length = 0; length <= 130; length++) {
                int[] found = new int[length];
                int count = kernels.atLeast(values, 5, length, 6, found);
                assertThat(Arrays.copyOf(found, count)).isEqualTo(large(length, i -> values[5 + i] >= 6));
                count = kernels.atLeast(values, 5, length, bounds, 2, found);
                assertThat(Arrays.copyOf(found, count)).isEqualTo(large(length, i -> values[5 + i] >= bounds[2 + i]));
            }
        }
    }

    @Test
    void eightValuesReachWhatTheLeastOfTheLargestOfEightPartsIs() {
        float[] values = new float[150];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(100) - 50;
        }
        values[7] = -INFINITY;
        for (int length = 8; length <= 130; length++) {
            float[] largest = new float[8];
            Arrays.fill(largest, -INFINITY);
            for (int i = 0; i < length / 8 * 8; i++) {
                largest[i % 8] = Math.max(largest[i % 8], values[5 + i]);
            }
            Arrays.sort(largest);
            assertThat(kernels.reachedByEight(values, 5, length)).isEqualTo(largest[0]);
        }
    }

    @Test
    void theFirstOfTheLargestValuesIsFoundAtEveryLength() {
        float[] values = new float[130];
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = round == 3 ? -INFINITY : random.nextInt(40) - 39;
            }
            for (int length = 1; length <= values.length; length++) {
                int expected = 0;
                for (int i = 1; i < length; i++) {
                    expected = values[i] > values[expected] ? i : expected;
                }
                assertThat(kernels.largest(values, length)).isEqualTo(expected);
            }
        }
    }

    @Test
    void valuesWithLargerRivalsAreDroppedAtEveryLength() {
        float[] rivals = new float[140];
        for (float margin : new float[] {0, 2, -3}) {
            for (int length = 0; length <= 130; length++) {
                float[] values = new float[140];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i % 17 == 0 ? -INFINITY : random.nextInt(8);
                    rivals[i] = random.nextInt(8);
                }
                float[] expected = values.clone();
                for (int i = 0; i < length; i++) {
                    if (rivals[2 + i] > values[5 + i] + margin) {
                        expected[5 + i] = -INFINITY;
                    }
                }
                kernels.drop(values, 5, length, rivals, 2, margin);
                assertThat(values).isEqualTo(expected);
            }
        }
    }

    @Test
    void columnsAreMultipliedLikeRows() {
        for (int dimension : new int[] {1, 2, 31, 128}) {
            float[] queries = randomArray(3 + 8 * dimension);
            float[] columns = randomArray(5 + 64 * dimension);
            float[] results = new float[8 * 64 + 1];
            results[8 * 64] = 7;
            kernels.dotColumns(queries, 3, 8, dimension, columns, 5, results);
            for (int at = 0; at < 8 * 64; at++) {
                double expected = 0;
                double size = 0;
                for (int i = 0; i < dimension; i++) {
                    double product = (double) queries[3 + at / 64 * dimension + i] * columns[5 + i * 64 + at % 64];
                    expected += product;
                    size += Math.abs(product);
                }
                assertThat((double) results[at]).isCloseTo(expected, within(1e-5 * size));
            }
            assertThat(results[8 * 64]).isEqualTo(7);
        }
    }

    private float[] randomArray(int length) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = (float) random.nextGaussian();
        }
        return array;
    }

    private static int[] large(int length, IntPredicate large) {
        return IntStream.range(0, length).filter(large).toArray();
    }
}
