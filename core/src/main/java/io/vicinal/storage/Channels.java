package io.vicinal.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Opening, reading and writing files.
 *
 * <p>Writing goes through {@link RandomAccessFile}: interrupting a thread that writes to a channel closes the channel, and nobody
 * could write any more.
 */
final class Channels {
    private Channels() {}

    /** Opens a file. Anything else is refused before: opening a pipe waits for its other end, reading a directory fails namelessly. */
    static FileChannel open(Path file, Set<StandardOpenOption> options) throws IOException {
        requireRegular(file);
        return FileChannel.open(file, options);
    }

    static void requireRegular(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new IllegalArgumentException(file + " must be a regular file, not a directory or a pipe");
        }
    }

    /** Writes the first bytes of an array. */
    static void write(RandomAccessFile file, byte[] bytes, int length, long position) throws IOException {
        file.seek(position);
        file.write(bytes, 0, length);
    }

    /** Fills the buffer from {@code position} on. */
    static void readFully(FileChannel channel, ByteBuffer bytes, long position, Path file) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                throw new CorruptFileException(
                        file, at, "the file ends here, %d bytes too early".formatted(bytes.remaining()));
            }
            at += read;
        }
    }
}
