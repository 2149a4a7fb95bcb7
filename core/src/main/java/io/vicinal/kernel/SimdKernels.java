package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;

/**
 * Kernels on the Vector API. This class is loaded only where the vector module is.
 *
 * <p>The shape of the work follows the memory (docs/BENCHMARKS.md has the measurements):
 *
 * <ul>
 *   <li><em>Scattered rows</em> wait for memory, one miss after another. Eight are read at once, so that eight misses overlap.
 *   <li><em>Rows in sequence</em> are fetched ahead by the processor, but only while it sees one stream: they are read one by
 *       one. Interleaving even two of them halves the bandwidth.
 *   <li><em>Several queries</em> are bound by loads from cache: a tile of four rows by four queries uses each load four times.
 *       The rows are drawn into the cache as one stream first.
 * </ul>
 */
final class SimdKernels implements RowKernels {
    private static final SimdOperation DOT = new SimdDot();
    private static final SimdOperation EUCLIDEAN = new SimdEuclidean();

    /** Bytes of rows drawn into the cache at once: from 8 to 64 KiB no difference was certain. */
    private static final int GROUP_BYTES = 32 << 10;

    private static final int CACHE_LINE = 64;

    /** From so many rows left over on, they are read as eight: together they wait for memory once. */
    private static final int PADDED = 3;

    /** Tells whether the processor has vectors that pay. */
    static boolean supported() {
        return FloatVector.SPECIES_PREFERRED.length() >= 4;
    }

    @Override
    public String describe() {
        return "Vector API, " + Lanes.SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public float dot(float[] a, float[] b) {
        return DOT.pair(a, b);
    }

    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        return EUCLIDEAN.pair(a, b);
    }

    @Override
    public float dot(float[] a, MemorySegment rows, long offset) {
        return DOT.pair(a, rows, offset);
    }

    @Override
    public float squaredEuclidean(float[] a, MemorySegment rows, long offset) {
        return EUCLIDEAN.pair(a, rows, offset);
    }

    @Override
    public void dot(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        scattered(DOT, query, rows, offsets, count, results);
    }

    @Override
    public void squaredEuclidean(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        scattered(EUCLIDEAN, query, rows, offsets, count, results);
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
        inSequence(DOT, queries, queryCount, dimension, rows, offset, stride, count, results);
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
        inSequence(EUCLIDEAN, queries, queryCount, dimension, rows, offset, stride, count, results);
    }

    @Override
    public void cosine(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        float[] partials = SimdScratch.ofThread().partials;
        float squaredNorm = dot(query, query);
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            SimdCosine.fourRows(query, rows, offsets, i, partials);
            for (int r = 0; r < 4; r++) {
                results[i + r] = Kernels.cosine(
                        Lanes.sum(partials, 2 * r * L), squaredNorm, Lanes.sum(partials, (2 * r + 1) * L));
            }
        }
        for (; i < count; i++) {
            SimdCosine.row(query, rows, offsets[i], partials);
            results[i] = Kernels.cosine(Lanes.sum(partials, 0), squaredNorm, Lanes.sum(partials, L));
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
        SimdColumns.dot(queries, queryFrom, queryCount, dimension, columns, columnsFrom, results);
    }

    @Override
    public int atLeast(float[] values, int from, int count, float bound, int[] positions) {
        return SimdSelection.atLeast(values, from, count, bound, positions);
    }

    @Override
    public int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions) {
        return SimdSelection.atLeast(values, from, count, bounds, firstBound, positions);
    }

    @Override
    public int largest(float[] values, int count) {
        return SimdSelection.largest(values, count);
    }

    @Override
    public void drop(float[] values, int from, int count, float[] rivals, int rivalsFrom, float margin) {
        SimdSelection.drop(values, from, count, rivals, rivalsFrom, margin);
    }

    @Override
    public float reachedByEight(float[] values, int from, int count) {
        return SimdSelection.reachedByEight(values, from, count);
    }

    private static void scattered(
            SimdOperation operation, float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        SimdScratch scratch = SimdScratch.ofThread();
        float[] partials = scratch.partials;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            operation.eightRows(query, rows, offsets, i, partials);
            Lanes.sumEight(partials, 0, results, i, i + 4);
        }
        if (count - i >= PADDED) {
            padded(operation, query, rows, offsets, i, count, results, scratch);
            return;
        }
        for (; i < count; i++) {
            operation.row(query, 0, query.length, rows, offsets[i], partials, 0);
            results[i] = Lanes.sum(partials, 0);
        }
    }

    /** Makes up eight rows with copies of the last one, which take no time to read. */
    private static void padded(
            SimdOperation operation,
            float[] query,
            MemorySegment rows,
            long[] offsets,
            int from,
            int count,
            float[] results,
            SimdScratch scratch) {
        for (int i = 0; i < 8; i++) {
            scratch.offsets[i] = offsets[Math.min(from + i, count - 1)];
        }
        operation.eightRows(query, rows, scratch.offsets, 0, scratch.partials);
        Lanes.sumEight(scratch.partials, 0, scratch.sums, 0, 4);
        System.arraycopy(scratch.sums, 0, results, from, count - from);
    }

    private static void inSequence(
            SimdOperation operation,
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results) {
        int tiledQueries = queryCount & -4;
        int tiledRows = tiledQueries == 0 ? 0 : count & -4;
        if (tiledRows > 0) {
            tiles(operation, queries, tiledQueries, dimension, rows, offset, stride, tiledRows, count, results);
        }
        for (int q = 0; q < queryCount; q++) {
            int from = q < tiledQueries ? tiledRows : 0;
            oneByOne(
                    operation,
                    queries,
                    q * dimension,
                    dimension,
                    rows,
                    offset + from * stride,
                    stride,
                    count - from,
                    results,
                    q * count + from);
        }
    }

    private static void tiles(
            SimdOperation operation,
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int rowCount,
            int count,
            float[] results) {
        SimdScratch scratch = SimdScratch.ofThread();
        float[] partials = scratch.partials;
        int group = (int) Math.max(4, GROUP_BYTES / Math.max(1, stride) & -4);
        for (int i = 0; i < rowCount; i += 4) {
            long row = offset + i * stride;
            if (i % group == 0) {
                scratch.drawn = draw(rows, row, (int) ((Math.min(group, rowCount - i) - 1) * stride) + 4 * dimension);
            }
            for (int q = 0; q < queryCount; q += 4) {
                operation.tile(queries, q * dimension, dimension, rows, row, stride, partials);
                int at = q * count + i;
                Lanes.sumEight(partials, 0, results, at, at + count);
                Lanes.sumEight(partials, 8 * L, results, at + 2 * count, at + 3 * count);
            }
        }
    }

    private static void oneByOne(
            SimdOperation operation,
            float[] queries,
            int start,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results,
            int at) {
        float[] partials = SimdScratch.ofThread().partials;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            for (int r = 0; r < 8; r++) {
                operation.row(queries, start, dimension, rows, offset + (i + r) * stride, partials, r * L);
            }
            Lanes.sumEight(partials, 0, results, at + i, at + i + 4);
        }
        for (; i < count; i++) {
            operation.row(queries, start, dimension, rows, offset + i * stride, partials, 0);
            results[at + i] = Lanes.sum(partials, 0);
        }
    }

    /** Reads a byte of each cache line, so that the processor fetches the lines as one stream; four at a time, or it would wait. */
    private static int draw(MemorySegment rows, long offset, int bytes) {
        int drawn0 = 0;
        int drawn1 = 0;
        int drawn2 = 0;
        int drawn3 = 0;
        int fours = bytes & -(4 * CACHE_LINE);
        for (int at = 0; at < fours; at += 4 * CACHE_LINE) {
            drawn0 |= rows.get(ValueLayout.JAVA_BYTE, offset + at);
            drawn1 |= rows.get(ValueLayout.JAVA_BYTE, offset + at + CACHE_LINE);
            drawn2 |= rows.get(ValueLayout.JAVA_BYTE, offset + at + 2 * CACHE_LINE);
            drawn3 |= rows.get(ValueLayout.JAVA_BYTE, offset + at + 3 * CACHE_LINE);
        }
        for (int at = fours; at < bytes; at += CACHE_LINE) {
            drawn0 |= rows.get(ValueLayout.JAVA_BYTE, offset + at);
        }
        return drawn0 | drawn1 | drawn2 | drawn3;
    }
}
