package io.vicinal.embedding.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder for this process. The operating system frees it when the process ends, however that happens. */
final class FolderLock implements Closeable {
    /** Far behind the number in the file: Windows lets nobody read what is locked. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * Folders locked by this process. Asking the file alone would not do: closing it a second time can free the lock of the first.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @throws CacheInUseException if it is locked already, by this process or another
     */
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OURS.add(real)) {
            throw new CacheInUseException("the cache %s is open already in this process".formatted(folder));
        }
        try {
            return new FolderLock(real, lock(folder));
        } catch (Throwable e) {
            OURS.remove(real);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw new CacheInUseException("the cache %s is in use by process %s; it serves one process at a time"
                        .formatted(folder, Files.readString(file).strip()));
            }
            channel.truncate(0);
            String number = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(folder);
        }
    }
}
