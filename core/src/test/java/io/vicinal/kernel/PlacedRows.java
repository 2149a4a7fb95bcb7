package io.vicinal.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Random;

/** Rows of floats in native memory, at the offset and stride that a test wants; the memory between and around them is NaN. */
final class PlacedRows {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final float[][] rows;
    final long offset;
    final long stride;
    final MemorySegment segment;

    PlacedRows(Arena arena, long offset, long stride, float[]... rows) {
        this.rows = rows;
        this.offset = offset;
        this.stride = stride;
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        segment = arena.allocate(offset + stride * Math.max(0, rows.length - 1) + 4L * dimension, 64);
        segment.fill((byte) -1);
        for (int row = 0; row < rows.length; row++) {
            MemorySegment.copy(rows[row], 0, segment, FLOAT, offset + row * stride, dimension);
        }
    }

    long[] offsets() {
        long[] offsets = new long[rows.length];
        for (int row = 0; row < rows.length; row++) {
            offsets[row] = offset + row * stride;
        }
        return offsets;
    }

    static float[][] random(Random random, int count, int dimension) {
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    static float[] concatenated(float[][] rows) {
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        float[] all = new float[rows.length * dimension];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * dimension, dimension);
        }
        return all;
    }
}
