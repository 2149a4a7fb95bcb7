package io.vicinal.format;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Goes through a file of equally long rows with one buffer, which always holds whole rows. Direct, so that the channel reads into
 * it without a copy between; not from an arena, so that a reader can be handed from thread to thread.
 */
final class RowStream implements Closeable {
    /** Large enough that the price of a system call vanishes, small enough to stay in the L2 cache. */
    private static final int CHUNK_BYTES = 1 << 18;

    private final OpenFile file;
    private final long origin;
    private final int rowBytes;
    private final long count;
    private final ByteBuffer buffer;
    private final MemorySegment memory;
    private long next;
    private int offset;

    RowStream(OpenFile file, long origin, int rowBytes, long count) {
        this.file = file;
        this.origin = origin;
        this.rowBytes = rowBytes;
        this.count = count;
        int rows = (int) Math.min(count, Math.max(1, CHUNK_BYTES / rowBytes));
        this.buffer = ByteBuffer.allocateDirect(rows * rowBytes);
        this.memory = MemorySegment.ofBuffer(buffer);
        this.offset = buffer.capacity();
    }

    /** Where {@link #next} points into. Overwritten as the stream goes on. */
    MemorySegment memory() {
        return memory;
    }

    /** Steps to the next row, and returns its offset in {@link #memory}, or -1 if there are no more. */
    int next() throws IOException {
        file.checkOpen();
        if (next == count) {
            return -1;
        }
        int row = offset;
        if (row == buffer.capacity()) {
            row = fill();
        }
        offset = row + rowBytes;
        next++;
        return row;
    }

    /** The last rows go to the end of the buffer, so that its end is the end of every chunk. */
    private int fill() throws IOException {
        long rest = (count - next) * rowBytes;
        int start = (int) (buffer.capacity() - Math.min(rest, buffer.capacity()));
        file.fill(buffer.clear().position(start), origin + next * rowBytes);
        return start;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
