package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A view of equally long rows of little-endian floats that lie in one native memory segment, usually a mapped file. Nothing is
 * copied: kernels read the rows in place, by the byte offsets that {@link #offset} gives.
 *
 * <p>A view is immutable and can be shared between threads. It is valid as long as the arena of its segment is open, and owns
 * nothing.
 */
public final class VectorRows {
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment segment;
    private final long origin;
    private final long stride;
    private final int blockShift;
    private final long blockGap;
    private final int dimension;
    private final int count;

    /**
     * Creates a view of rows at equal distances.
     *
     * @param segment where the rows lie; native, not on the heap
     * @param origin byte offset of the first row in the segment
     * @param stride bytes from one row to the next, at least {@code 4 * dimension}
     * @param dimension floats in a row
     * @param count number of rows
     * @return the view
     * @throws IllegalArgumentException if the segment is on the heap, or rows can't lie like that
     * @throws IndexOutOfBoundsException if a row would reach beyond the segment
     */
    public static VectorRows of(MemorySegment segment, long origin, long stride, int dimension, int count) {
        return new VectorRows(segment, origin, stride, Integer.SIZE - 1, 0, dimension, count);
    }

    /** Creates a view of rows in blocks of {@code 1 << blockShift}, with a gap of {@code blockGap} bytes between blocks. */
    VectorRows(
            MemorySegment segment, long origin, long stride, int blockShift, long blockGap, int dimension, int count) {
        this.segment = Objects.requireNonNull(segment);
        this.origin = origin;
        this.stride = stride;
        this.blockShift = blockShift;
        this.blockGap = blockGap;
        this.dimension = dimension;
        this.count = count;
        if (!segment.isNative()) {
            throw new IllegalArgumentException("rows must lie in native memory, but the segment is on the heap");
        }
        if (dimension < 1
                || count < 0
                || origin < 0
                || stride < (long) dimension * Float.BYTES
                || stride > (Long.MAX_VALUE - origin) / Math.max(1, count)) {
            throw new IllegalArgumentException("impossible rows: dimension %d, count %d, origin %d, stride %d"
                    .formatted(dimension, count, origin, stride));
        }
        if (count > 0) {
            Objects.checkFromIndexSize(offset(count - 1), (long) dimension * Float.BYTES, segment.byteSize());
        }
    }

    /**
     * Returns the length of each row.
     *
     * @return floats in a row
     */
    public int dimension() {
        return dimension;
    }

    /**
     * Returns the number of rows.
     *
     * @return rows in this view
     */
    public int count() {
        return count;
    }

    /**
     * Returns a view of the first rows, whose memory is the same.
     *
     * @param first how many, from 0 to {@link #count}
     * @return the view
     * @throws IndexOutOfBoundsException if there are not as many
     */
    public VectorRows first(int first) {
        Objects.checkFromIndexSize(0, first, count);
        return new VectorRows(segment, origin, stride, blockShift, blockGap, dimension, first);
    }

    /**
     * Returns how far apart neighbouring rows are.
     *
     * @return bytes from one row to the next, within a {@linkplain #sequence sequence}
     */
    public long stride() {
        return stride;
    }

    /**
     * Returns how many rows, from a given one on, lie at equal distances and can be read in one go.
     *
     * @param row from 0 to {@code count() - 1}
     * @return rows from this one to the end of its sequence, itself included
     */
    public int sequence(int row) {
        return (int) Math.min((((long) (row >>> blockShift) + 1) << blockShift), count) - row;
    }

    /**
     * Returns the memory that {@link #offset} counts in.
     *
     * @return a native segment, owned by whoever mapped it
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Returns where a row begins. The row number is not checked: this is called once for each row scored.
     *
     * @param row from 0 to {@code count() - 1}
     * @return byte offset in {@link #segment()}
     */
    public long offset(int row) {
        return origin + row * stride + (row >>> blockShift) * blockGap;
    }

    /**
     * Copies a row out.
     *
     * @param row from 0 to {@code count() - 1}
     * @param destination receives {@code dimension()} floats from its beginning
     * @throws IndexOutOfBoundsException if there is no such row, or the destination is too short
     */
    public void copy(int row, float[] destination) {
        Objects.checkIndex(row, count);
        MemorySegment.copy(segment, FLOAT, offset(row), destination, 0, dimension);
    }
}
