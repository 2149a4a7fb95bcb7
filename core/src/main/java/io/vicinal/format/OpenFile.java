package io.vicinal.format;

import io.vicinal.storage.CorruptFileException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A file open for reading. Its size is taken once: rows appended later are not seen. */
final class OpenFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    private OpenFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static OpenFile open(Path path) throws IOException {
        // Asked before opening, because opening a pipe waits for its other end.
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IllegalArgumentException(path + " must be a regular file, not a directory or a pipe");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new OpenFile(path, channel, channel.size());
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Reads some bytes at a place; the buffer returned is little-endian and ready for getting. */
    ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, offset);
        return bytes.flip();
    }

    /** Reads at a place until the buffer is full. */
    void fill(ByteBuffer buffer, long offset) throws IOException {
        int expected = buffer.remaining();
        while (buffer.hasRemaining()) {
            int done = expected - buffer.remaining();
            if (channel.read(buffer, offset + done) < 0) {
                throw corrupt(offset, "expected %d bytes but the file ends after %d".formatted(expected, done));
            }
        }
    }

    MemorySegment map(Arena arena) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }

    void checkOpen() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    CorruptFileException corrupt(long offset, String problem) {
        return new CorruptFileException(path, offset, problem);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
