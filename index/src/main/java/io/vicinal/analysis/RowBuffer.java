package io.vicinal.analysis;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Takes vectors, one after the other, off the heap. Rows begin at cache lines; those for cosine are made of length 1. */
final class RowBuffer implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int ALIGNMENT = 64;

    private final int dimension;
    private final Metric metric;
    private final long stride;
    private final float[] normal;
    private Arena arena;
    private MemorySegment segment;
    private int count;

    RowBuffer(int dimension, Metric metric, int capacity) {
        this.dimension = dimension;
        this.metric = metric;
        this.stride = ((long) dimension * Float.BYTES + ALIGNMENT - 1) & -ALIGNMENT;
        this.normal = new float[dimension];
        this.arena = Arena.ofShared();
        this.segment = arena.allocate(Math.max(1, capacity) * stride, ALIGNMENT);
    }

    /** Adds a vector, which a refusal calls by the name. */
    void add(float[] vector, String name) {
        double norm = VectorCheck.norm(vector, dimension, metric, name);
        if ((count + 1) * stride > segment.byteSize()) {
            grow();
        }
        float[] row = vector;
        if (metric == Metric.COSINE) {
            VectorCheck.normalise(vector, norm, normal, 0);
            row = normal;
        }
        MemorySegment.copy(row, 0, segment, FLOAT, count * stride, dimension);
        count++;
    }

    private void grow() {
        Arena larger = Arena.ofShared();
        MemorySegment copy = larger.allocate(2 * segment.byteSize(), ALIGNMENT);
        MemorySegment.copy(segment, 0, copy, 0, count * stride);
        arena.close();
        arena = larger;
        segment = copy;
    }

    int dimension() {
        return dimension;
    }

    Metric metric() {
        return metric;
    }

    /** What has been added, valid until this is closed. */
    VectorRows rows() {
        return VectorRows.of(segment, 0, stride, dimension, count);
    }

    @Override
    public void close() {
        arena.close();
    }
}
