package io.vicinal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel to a vector file. Only one at a time, in all processes, is for appending.
 *
 * <p>On POSIX systems a process loses its lock on a file as soon as it closes <em>any</em> of its channels to that file. So a
 * second channel for appending is refused before it is opened; and channels for reading that are done with while the file is
 * being appended to are parked, for the next reader to take, and closed after the one that appends. What other code in this
 * process does with the file can't be helped.
 */
final class VectorChannel implements Closeable {
    private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

    /** The channels for appending that are open, by file; also the lock for opening and closing any. */
    private static final Map<Object, VectorChannel> APPENDING = new HashMap<>();

    private final FileChannel channel;
    private final @Nullable RandomAccessFile writer;
    private final Object key;
    private final Queue<FileChannel> parked = new ArrayDeque<>();

    private VectorChannel(FileChannel channel, @Nullable RandomAccessFile writer, Object key) {
        this.channel = channel;
        this.writer = writer;
        this.key = key;
    }

    static VectorChannel create(Path file) throws IOException {
        synchronized (APPENDING) {
            Files.createFile(file);
            try {
                return locked(file);
            } catch (Throwable e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    static VectorChannel append(Path file) throws IOException {
        synchronized (APPENDING) {
            if (APPENDING.containsKey(key(file))) {
                throw openHere(file, null);
            }
            Channels.requireRegular(file);
            return locked(file);
        }
    }

    static VectorChannel read(Path file) throws IOException {
        synchronized (APPENDING) {
            Object key = key(file);
            VectorChannel appending = APPENDING.get(key);
            FileChannel idle = appending == null ? null : appending.parked.poll();
            return new VectorChannel(idle == null ? Channels.open(file, READ) : idle, null, key);
        }
    }

    private static VectorChannel locked(Path file) throws IOException {
        RandomAccessFile writer = openForWriting(file);
        try {
            if (writer.getChannel().tryLock() == null) {
                throw new IOException(file + " is open for appending in another process");
            }
            VectorChannel locked = new VectorChannel(writer.getChannel(), writer, key(file));
            APPENDING.put(locked.key, locked);
            return locked;
        } catch (OverlappingFileLockException e) {
            writer.close();
            throw openHere(file, e);
        } catch (Throwable e) {
            writer.close();
            throw e;
        }
    }

    /** A {@link RandomAccessFile} only says that a file was not found, whatever the reason. */
    private static RandomAccessFile openForWriting(Path file) throws IOException {
        file.getFileSystem().provider().checkAccess(file, AccessMode.READ, AccessMode.WRITE);
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static IOException openHere(Path file, @Nullable Throwable cause) {
        return new IOException(file + " is already open for appending in this process", cause);
    }

    /** Device and inode; where there is no such thing, closing one channel does nothing to the locks of others. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    FileChannel channel() {
        return channel;
    }

    /** What to write with; null for reading only. */
    @Nullable
    RandomAccessFile writer() {
        return writer;
    }

    @Override
    public void close() throws IOException {
        synchronized (APPENDING) {
            VectorChannel appending = APPENDING.get(key);
            if (appending != null && appending != this) {
                appending.parked.add(channel);
                return;
            }
            APPENDING.remove(key);
            channel.close();
            if (writer != null) {
                writer.close();
            }
            for (FileChannel idle : parked) {
                idle.close();
            }
        }
    }
}
