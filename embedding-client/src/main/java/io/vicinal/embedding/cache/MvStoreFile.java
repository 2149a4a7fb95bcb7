package io.vicinal.embedding.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/** A file in the shape that MVStore wants, which knows nothing of interruption. */
final class MvStoreFile extends FileBaseDefault {
    private final RandomAccessFile file;

    /**
     * Opens a file.
     *
     * @param mode as {@link RandomAccessFile} has it
     */
    MvStoreFile(String name, String mode) throws IOException {
        file = new RandomAccessFile(name, mode);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        file.seek(position);
        int count = file.read(bytes);
        if (count > 0) {
            target.put(bytes, 0, count);
        }
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        file.seek(position);
        file.write(bytes);
        return bytes.length;
    }

    @Override
    public synchronized long size() throws IOException {
        return file.length();
    }

    @Override
    protected synchronized void implTruncate(long size) throws IOException {
        if (size < file.length()) {
            file.setLength(size);
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.getFD().sync();
    }

    /** The folder is locked already. */
    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        return new HeldLock(this, position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /** Stands for the lock of the folder, which is freed by whoever took it. */
    private static final class HeldLock extends FileLock {
        HeldLock(FileChannel channel, long position, long size, boolean shared) {
            super(channel, position, size, shared);
        }

        @Override
        public boolean isValid() {
            return acquiredBy().isOpen();
        }

        @Override
        public void release() {}
    }
}
