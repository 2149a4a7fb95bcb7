package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RotationTest {
    @Test
    void keepsLengthsAndAngles() {
        for (int dimension : new int[] {1, 64, 65, 192, 384, 1000, 1536}) {
            Rotation rotation = new Rotation(dimension, new ScalarCodeKernels());
            float[] a = new float[rotation.length()];
            float[] b = new float[rotation.length()];
            a[0] = 3;
            b[0] = 1;
            b[dimension - 1] = dimension == 1 ? 1 : 2;
            rotation.apply(a);
            rotation.apply(b);
            assertThat(dot(a, a)).isCloseTo(9, within(1e-4));
            assertThat(dot(a, b)).isCloseTo(3, within(1e-4));
        }
    }

    @Test
    void spreadsASingleComponentOverAll() {
        for (int dimension : new int[] {128, 384, 768, 1536, 3072}) {
            for (int component : new int[] {0, dimension / 3, dimension - 1}) {
                Rotation rotation = new Rotation(dimension, new ScalarCodeKernels());
                float[] vector = new float[rotation.length()];
                vector[component] = 1;
                rotation.apply(vector);
                double largest = 0;
                double fourth = 0;
                for (float x : vector) {
                    largest = Math.max(largest, Math.abs(x));
                    fourth += Math.pow(x, 4);
                }
                // Components like those of a random direction: a few deviations at most, and a kurtosis around 3.
                assertThat(largest * Math.sqrt(dimension)).isLessThan(8);
                assertThat(fourth * dimension).isBetween(0.99, 5.0);
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
