package io.vicinal.collection.journal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads single frames from memory that the file is mapped to, which takes a tenth of the time. What has been appended lately is not mapped yet. */
final class FrameMap implements AutoCloseable {
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Less than that is not worth another map. */
    private static final long LEAST_GROWTH = 1 << 20;

    /** Maps stay until the file is closed, so each is to be larger than the one before by such a part of it. */
    private static final int GROWTH = 4;

    private final Path file;
    private final long salt;
    private final Arena arena = Arena.ofShared();
    private volatile MemorySegment mapped = MemorySegment.NULL;

    FrameMap(Path file, long salt) {
        this.file = file;
        this.salt = salt;
    }

    /** Returns the payload of a frame; null if it is not mapped, or not whole. */
    @Nullable
    ByteBuffer payload(long offset) {
        MemorySegment bytes = mapped;
        if (offset > bytes.byteSize() - Frames.HEAD_BYTES) {
            return null;
        }
        try {
            int length = bytes.get(INT, offset);
            if (length < 1 || length > Frames.MAX_PAYLOAD || offset + Frames.bytes(length) > bytes.byteSize()) {
                return null;
            }
            byte[] payload = new byte[length];
            // Copied first: where a mapped page can't be read, copying throws, while the checksum would end the JVM.
            MemorySegment.copy(bytes, JAVA_BYTE, offset + Frames.HEAD_BYTES, payload, 0, length);
            ByteBuffer copy = ByteBuffer.wrap(payload);
            return Frames.checksum(salt, offset, copy) == bytes.get(INT, offset + Integer.BYTES) ? copy : null;
        } catch (InternalError e) {
            return null;
        }
    }

    /** Maps the file again if it has grown by much; it has so many bytes now. */
    void grow(long size) throws IOException {
        long known = mapped.byteSize();
        if (size - known >= Math.max(LEAST_GROWTH, known / GROWTH)) {
            map(size);
        }
    }

    private synchronized void map(long size) throws IOException {
        if (size <= mapped.byteSize()) {
            return;
        }
        // An interrupt would close the channel, so it waits.
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = channel.map(MapMode.READ_ONLY, 0, Math.min(size, channel.size()), arena);
        } catch (ClosedByInterruptException e) {
            // Interrupted meanwhile: then the next one maps it.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
