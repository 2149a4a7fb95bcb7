package io.vicinal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file written from beginning to end under a temporary name beside its target, which takes the target's place whole or not at
 * all: a reader never sees half of it, and a writer that fails or is killed leaves the old file as it was.
 *
 * <p>For one thread at a time.
 */
public final class NewFile implements Closeable {
    /** Room for the first bytes, which for most files is enough. */
    private static final int CHUNK_BYTES = 1 << 18;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private ByteBuffer buffer;
    private MemorySegment memory;
    private boolean failed;
    private boolean published;

    private NewFile(Path target, Path temporary, FileChannel channel, int largestRecord) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.buffer = ByteBuffer.allocateDirect(Math.max(CHUNK_BYTES, largestRecord));
        this.memory = MemorySegment.ofBuffer(buffer);
    }

    /**
     * Starts a file.
     *
     * @param target the place that {@link #publish} puts it in; what is there now stays until then
     * @param largestRecord the most bytes that {@link #reserve} will be asked for
     * @return the file, empty
     * @throws IOException if its folder can't be written
     * @throws IllegalArgumentException if the target is a directory
     */
    public static NewFile create(Path target, int largestRecord) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " can't be written: it is a directory");
        }
        // Not Files.createTempFile, whose files only their owner may read: the target would keep that.
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new NewFile(target, temporary, channel, largestRecord);
        } catch (Throwable e) {
            channel.close();
            Files.delete(temporary);
            throw e;
        }
    }

    /**
     * Returns where the last {@link #reserve} points into.
     *
     * @return a buffer of this file's
     */
    public MemorySegment memory() {
        return memory;
    }

    /**
     * Makes room for the next bytes of the file, which the caller fills at once.
     *
     * @param bytes how many, at most the largest record
     * @return their offset in {@link #memory}
     * @throws IOException if what came before can't be written
     */
    public int reserve(int bytes) throws IOException {
        checkWritable();
        while (buffer.remaining() < bytes) {
            makeRoom();
        }
        int offset = buffer.position();
        buffer.position(offset + bytes);
        return offset;
    }

    /**
     * Writes whole huge pages: the system then keeps the file in such, and who maps it has them, too. See {@link HugePages}.
     */
    private void makeRoom() throws IOException {
        if (buffer.capacity() < HugePages.BYTES) {
            buffer = ByteBuffer.allocateDirect(HugePages.BYTES + buffer.capacity())
                    .put(buffer.flip());
            memory = MemorySegment.ofBuffer(buffer.duplicate().clear());
        } else {
            int whole = buffer.position() & -HugePages.BYTES;
            flush(whole > 0 ? whole : buffer.position());
        }
    }

    /**
     * Appends bytes.
     *
     * @param bytes what to append, any number
     * @throws IOException if they can't be written
     */
    public void write(MemorySegment bytes) throws IOException {
        long done = 0;
        while (done < bytes.byteSize()) {
            int length = (int) Math.min(CHUNK_BYTES, bytes.byteSize() - done);
            int at = reserve(length);
            MemorySegment.copy(bytes, done, memory, at, length);
            done += length;
        }
    }

    /**
     * Replaces bytes already written.
     *
     * @param offset where they begin, from the beginning of the file
     * @param bytes what shall stand there
     * @throws IOException if they can't be written
     */
    public void overwrite(long offset, byte[] bytes) throws IOException {
        checkWritable();
        flush();
        long end = channel.position();
        channel.position(offset);
        buffer.put(bytes);
        flush();
        channel.position(end);
    }

    private void flush() throws IOException {
        flush(buffer.position());
    }

    /** Writes the first bytes of the buffer. After a failure the file may have holes, and must never be published. */
    private void flush(int bytes) throws IOException {
        failed = true;
        int end = buffer.position();
        buffer.position(0).limit(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            // The system says what is wrong, but not with which file.
            throw new IOException("%s can't be written: %s".formatted(target, e.getMessage()), e);
        }
        buffer.limit(end).compact();
        failed = false;
    }

    private void checkWritable() {
        if (failed) {
            throw new IllegalStateException(target + " can't be written: an earlier write failed");
        }
        if (!channel.isOpen()) {
            throw new IllegalStateException(target + " can't be written: its writer is closed");
        }
    }

    /**
     * Forces the file to disk and puts it in the place of its target, in one step that survives power loss.
     *
     * @throws IOException if the disk refuses; the target is as before, or already the new file where only its directory can't
     *     be forced
     */
    public void publish() throws IOException {
        checkWritable();
        flush();
        // A second try might succeed without the bytes that the first one failed to force.
        failed = true;
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        failed = false;
        published = true;
        forceDirectory();
    }

    /** The new name is only safe from power loss when the directory is on the disk too. */
    private void forceDirectory() throws IOException {
        FileChannel directory;
        try {
            directory = FileChannel.open(target.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ);
        } catch (IOException unsupported) {
            // Windows opens no directories, and keeps names safe by itself.
            return;
        }
        try (directory) {
            directory.force(true);
        }
    }

    /**
     * Closes the file; without {@link #publish} before, nothing of it is left.
     *
     * @throws IOException if the disk refuses
     */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(temporary);
        }
    }
}
