package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class KernelsTest {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment rows = arena.allocate(64);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "vicinal.test.expectedKernels", matches = ".+")
    void theKernelsAreTheOnesThisRunIsFor() {
        assertThat(Kernels.describe()).startsWith(System.getProperty("vicinal.test.expectedKernels"));
    }

    @Test
    void vectorsOfDifferentLengthsAreRefused() {
        float[] a = new float[384];
        float[] b = new float[383];
        String message = "dimension is 384 but the other vector has 383 components";
        assertThatThrownBy(() -> Kernels.dot(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Kernels.cosine(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Kernels.squaredEuclidean(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void cosineOfTwoArrays() {
        float[] diagonal = {3, 3};
        assertThat(Kernels.cosine(diagonal, new float[] {0, 7})).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(Kernels.cosine(diagonal, new float[] {-1, -1})).isCloseTo(-1, within(1e-6f));
        assertThat(Kernels.cosine(diagonal, new float[2])).isZero();
        assertThat(Kernels.cosine(diagonal, new float[] {Float.NaN, 1})).isNaN();
    }

    @Test
    void valuesOrBoundsOrPlacesTooFewAreRefused() {
        float[] values = new float[4];
        refused(() -> Kernels.atLeast(values, 1, 4, 0, new int[4]));
        refused(() -> Kernels.atLeast(values, 0, 4, 0, new int[3]));
        refused(() -> Kernels.atLeast(values, 0, 4, new float[4], 1, new int[4]));
        refused(() -> Kernels.atLeast(values, -1, 4, new float[4], 0, new int[4]));
        refused(() -> Kernels.reachedByEight(values, 1, 4));
        refused(() -> Kernels.largest(values, 5));
        refused(() -> Kernels.largest(values, 0));
        refused(() -> Kernels.drop(values, 1, 4, new float[4], 0, 0));
        refused(() -> Kernels.drop(values, 0, 4, new float[4], 1, 0));
        assertThat(Kernels.reachedByEight(values, 0, 4)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void columnsOrQueriesTooFewAreRefused() {
        float[] columns = new float[4 * 64];
        float[] queries = new float[4 * 4];
        float[] results = new float[4 * 64];
        Kernels.dotColumns(queries, 0, 4, 4, columns, 0, results);
        refused(() -> Kernels.dotColumns(queries, 1, 4, 4, columns, 0, results));
        refused(() -> Kernels.dotColumns(queries, 0, 4, 4, columns, 1, results));
        refused(() -> Kernels.dotColumns(queries, -1, 4, 4, columns, 0, results));
        refused(() -> Kernels.dotColumns(queries, 0, 4, 4, columns, 0, new float[255]));
        assertThatThrownBy(() -> Kernels.dotColumns(queries, 0, 3, 4, columns, 0, results))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queries are 3, no multiple of 4");
    }

    @Test
    void arraysTooShortAreRefused() {
        float[] query = new float[4];
        float[] two = new float[2];
        long[] offsets = new long[3];
        refused(() -> Kernels.dot(query, rows, offsets, 3, two));
        refused(() -> Kernels.cosine(query, rows, offsets, 3, two));
        refused(() -> Kernels.squaredEuclidean(query, rows, offsets, 4, new float[4]));
        refused(() -> Kernels.dot(query, rows, offsets, -1, two));
        refused(() -> Kernels.dot(query, 1, 5, rows, 0, 16, 2, two));
        refused(() -> Kernels.dot(query, 1, 4, rows, 0, 16, 3, two));
        refused(() -> Kernels.squaredEuclidean(query, 2, 4, rows, 0, 16, 1, two));
    }

    @Test
    void numbersWhoseProductIsNoIntAreRefused() {
        float[] floats = new float[4];
        refused(() -> Kernels.dot(floats, 1 << 16, 1 << 16, rows, 0, 16, 1, floats));
        refused(() -> Kernels.dot(floats, 1 << 16, 0, rows, 0, 16, 1 << 16, floats));
        refused(() -> Kernels.dot(floats, -1, -4, rows, 0, 16, -4, floats));
        refused(() -> Kernels.squaredEuclidean(floats, 0, 4, rows, 0, 16, -1, floats));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
