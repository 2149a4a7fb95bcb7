package io.vicinal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Kernels in plain Java, for JVMs without the vector module. The compiler may not reorder a sum of floats, so one running sum
 * would wait for each addition in turn; four independent ones keep the adders busy.
 */
final class ScalarKernels implements RowKernels {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String describe() {
        return "scalar";
    }

    @Override
    public float dot(float[] a, float[] b) {
        int whole = a.length & -4;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int i = 0; i < whole; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (int i = whole; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        int whole = a.length & -4;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int i = 0; i < whole; i += 4) {
            float difference0 = a[i] - b[i];
            float difference1 = a[i + 1] - b[i + 1];
            float difference2 = a[i + 2] - b[i + 2];
            float difference3 = a[i + 3] - b[i + 3];
            sum0 += difference0 * difference0;
            sum1 += difference1 * difference1;
            sum2 += difference2 * difference2;
            sum3 += difference3 * difference3;
        }
        for (int i = whole; i < a.length; i++) {
            float difference = a[i] - b[i];
            sum0 += difference * difference;
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public float dot(float[] a, MemorySegment rows, long offset) {
        return dot(a, 0, a.length, rows, offset);
    }

    @Override
    public float squaredEuclidean(float[] a, MemorySegment rows, long offset) {
        return squaredEuclidean(a, 0, a.length, rows, offset);
    }

    @Override
    public void dot(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        for (int i = 0; i < count; i++) {
            results[i] = dot(query, 0, query.length, rows, offsets[i]);
        }
    }

    @Override
    public void cosine(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        float squaredNorm = dot(query, query);
        for (int i = 0; i < count; i++) {
            float dot = dot(query, 0, query.length, rows, offsets[i]);
            results[i] = Kernels.cosine(dot, squaredNorm, squaredNorm(query.length, rows, offsets[i]));
        }
    }

    @Override
    public void squaredEuclidean(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        for (int i = 0; i < count; i++) {
            results[i] = squaredEuclidean(query, 0, query.length, rows, offsets[i]);
        }
    }

    @Override
    public void dot(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results) {
        for (int i = 0; i < count; i++) {
            for (int q = 0; q < queryCount; q++) {
                results[q * count + i] = dot(queries, q * dimension, dimension, rows, offset + i * stride);
            }
        }
    }

    @Override
    public void squaredEuclidean(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results) {
        for (int i = 0; i < count; i++) {
            for (int q = 0; q < queryCount; q++) {
                results[q * count + i] = squaredEuclidean(queries, q * dimension, dimension, rows, offset + i * stride);
            }
        }
    }

    @Override
    public void dotColumns(
            float[] queries,
            int queryFrom,
            int queryCount,
            int dimension,
            float[] columns,
            int columnsFrom,
            float[] results) {
        Arrays.fill(results, 0, queryCount * Kernels.COLUMNS, 0);
        for (int q = 0; q < queryCount; q++) {
            for (int i = 0; i < dimension; i++) {
                float component = queries[queryFrom + q * dimension + i];
                addProducts(component, columns, columnsFrom + i * Kernels.COLUMNS, results, q * Kernels.COLUMNS);
            }
        }
    }

    private static void addProducts(float factor, float[] values, int from, float[] sums, int at) {
        for (int i = 0; i < Kernels.COLUMNS; i++) {
            sums[at + i] += factor * values[from + i];
        }
    }

    @Override
    public int atLeast(float[] values, int from, int count, float bound, int[] positions) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (values[from + i] >= bound) {
                positions[found++] = i;
            }
        }
        return found;
    }

    @Override
    public int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (values[from + i] >= bounds[firstBound + i]) {
                positions[found++] = i;
            }
        }
        return found;
    }

    @Override
    public int largest(float[] values, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void drop(float[] values, int from, int count, float[] rivals, int rivalsFrom, float margin) {
        for (int i = 0; i < count; i++) {
            if (rivals[rivalsFrom + i] > values[from + i] + margin) {
                values[from + i] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    @Override
    public float reachedByEight(float[] values, int from, int count) {
        float least = Float.POSITIVE_INFINITY;
        for (int part = 0; part < 8; part++) {
            float largest = values[from + part];
            for (int i = part + 8; i < (count & -8); i += 8) {
                largest = Math.max(largest, values[from + i]);
            }
            least = Math.min(least, largest);
        }
        return least;
    }

    private static float dot(float[] queries, int start, int dimension, MemorySegment rows, long row) {
        int whole = dimension & -4;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int i = 0; i < whole; i += 4) {
            long at = row + 4L * i;
            sum0 += queries[start + i] * rows.get(FLOAT, at);
            sum1 += queries[start + i + 1] * rows.get(FLOAT, at + 4);
            sum2 += queries[start + i + 2] * rows.get(FLOAT, at + 8);
            sum3 += queries[start + i + 3] * rows.get(FLOAT, at + 12);
        }
        for (int i = whole; i < dimension; i++) {
            sum0 += queries[start + i] * rows.get(FLOAT, row + 4L * i);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static float squaredNorm(int dimension, MemorySegment rows, long row) {
        int whole = dimension & -2;
        float sum0 = 0;
        float sum1 = 0;
        for (int i = 0; i < whole; i += 2) {
            float component0 = rows.get(FLOAT, row + 4L * i);
            float component1 = rows.get(FLOAT, row + 4L * i + 4);
            sum0 += component0 * component0;
            sum1 += component1 * component1;
        }
        if (whole < dimension) {
            float component = rows.get(FLOAT, row + 4L * whole);
            sum0 += component * component;
        }
        return sum0 + sum1;
    }

    private static float squaredEuclidean(float[] queries, int start, int dimension, MemorySegment rows, long row) {
        int whole = dimension & -4;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int i = 0; i < whole; i += 4) {
            long at = row + 4L * i;
            float difference0 = queries[start + i] - rows.get(FLOAT, at);
            float difference1 = queries[start + i + 1] - rows.get(FLOAT, at + 4);
            float difference2 = queries[start + i + 2] - rows.get(FLOAT, at + 8);
            float difference3 = queries[start + i + 3] - rows.get(FLOAT, at + 12);
            sum0 += difference0 * difference0;
            sum1 += difference1 * difference1;
            sum2 += difference2 * difference2;
            sum3 += difference3 * difference3;
        }
        for (int i = whole; i < dimension; i++) {
            float difference = queries[start + i] - rows.get(FLOAT, row + 4L * i);
            sum0 += difference * difference;
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
