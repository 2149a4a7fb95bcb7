package io.vicinal.storage;

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

/**
 * Keeps a folder for this process, and for one user of it there. The operating system frees it when the process ends, however that happens.
 * The lock is on a file {@code lock} in the folder, which stays there and holds the number of the process that was the last to have it.
 */
public final class FolderLock implements Closeable {
    /** The name of the file in the folder. */
    public static final String FILE = "lock";

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
     * @param folder a folder that is there
     * @return the lock, to be closed
     * @throws FolderInUseException if it is locked already, by this process or another
     * @throws IOException if there is no such folder, or the file can't be written
     */
    public static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OURS.add(real)) {
            throw FolderInUseException.here(folder);
        }
        try {
            return new FolderLock(real, lock(folder));
        } catch (Throwable e) {
            OURS.remove(real);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw FolderInUseException.elsewhere(
                        folder, Files.readString(file).strip());
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

    /**
     * Gives the folder free.
     *
     * @throws IOException if the file can't be closed
     */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(folder);
        }
    }
}
