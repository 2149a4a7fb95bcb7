package io.vicinal.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * The rows of a vector file as they are mapped: as a whole, and again as a whole when there are more. Mappings of before stay until the
 * end, for the views that were handed out. Half as much again is taken each time, so that mapping is seldom needed.
 */
final class RowMapping {
    private final Path file;
    private final FileChannel channel;
    private final RowLayout layout;
    private final Arena arena = Arena.ofShared();
    private MemorySegment segment;

    RowMapping(Path file, VectorChannel access, RowLayout layout, int count) throws IOException {
        this.file = file;
        this.channel = access.channel();
        this.layout = layout;
        this.segment = map(layout.fileBytes(count));
    }

    /** Says that a file is shorter than its rows. */
    static void requireLength(Path file, RowLayout layout, long length, int count) {
        long expected = layout.fileBytes(count);
        if (length < expected) {
            throw new CorruptFileException(
                    file, length, "the file ends here, but its %d rows take %d bytes".formatted(count, expected));
        }
    }

    /** Maps rows up to {@code count}, for their writer, which is returned. Beyond its end the file becomes longer, which takes no space until rows are written. */
    RowWriter reserve(long count, RowWriter writer) throws IOException {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a file holds at most %d vectors, not %d".formatted(Integer.MAX_VALUE, count));
        }
        if (layout.fileBytes(count) > segment.byteSize()) {
            long bytes = withRoom(count);
            writer.lengthen(bytes);
            segment = map(bytes);
        }
        return writer;
    }

    /** Maps rows up to {@code count}, which somebody else has written. */
    void reach(int count) throws IOException {
        long length = size();
        requireLength(file, layout, length, count);
        long needed = layout.fileBytes(count);
        if (needed > segment.byteSize()) {
            segment = mapPart(Math.min(length, withRoom(count)), needed);
        }
    }

    /** How many rows the file is long enough for. */
    int room() throws IOException {
        return layout.rowsIn(size());
    }

    /** The end of the file can be cut off by its writer meanwhile, but not the rows. */
    private MemorySegment mapPart(long bytes, long needed) throws IOException {
        try {
            return map(bytes);
        } catch (IOException e) {
            if (size() < needed || bytes == needed) {
                throw e;
            }
            return map(needed);
        }
    }

    private long withRoom(long count) {
        long blocks = (count + count / 2) / RowLayout.ROWS_PER_BLOCK + 1;
        return RowLayout.HEADER_BYTES + blocks * layout.blockBytes();
    }

    /** An interrupt would close the channel, so it waits. */
    private MemorySegment map(long bytes) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return PlainSegment.of(channel.map(MapMode.READ_ONLY, 0, bytes, arena));
        } finally {
            restore(interrupted);
        }
    }

    private long size() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return channel.size();
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    VectorRows view(int count) {
        return new VectorRows(
                segment,
                RowLayout.HEADER_BYTES + RowLayout.ENTRIES_BYTES,
                layout.stride(),
                RowLayout.BLOCK_SHIFT,
                RowLayout.ENTRIES_BYTES,
                layout.dimension(),
                count);
    }

    /** Not whether the channel is open: interrupting a thread that writes closes it. */
    boolean open() {
        return arena.scope().isAlive();
    }

    /** Frees all mappings. */
    void close() {
        arena.close();
    }
}
