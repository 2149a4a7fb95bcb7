package io.vicinal.embedding.cache;

import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.FolderInUseException;
import io.vicinal.storage.FolderLock;
import io.vicinal.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of a persistent cache, held by this process alone: a header, a file of entries, a lock. For one thread at a time. */
final class CacheFolder implements Closeable {
    private static final String HEADER = "header";

    private final Path folder;
    private final CacheHeader.Kind kind;
    private final FolderLock lock;
    private @Nullable CacheHeader header;

    private CacheFolder(Path folder, CacheHeader.Kind kind, FolderLock lock) {
        this.folder = folder;
        this.kind = kind;
        this.lock = lock;
    }

    /** Locks a folder, which is made if there is none, and reads its header. */
    static CacheFolder open(Path folder, CacheHeader.Kind kind) throws IOException {
        Files.createDirectories(folder);
        FolderLock lock = lock(folder);
        try {
            CacheFolder opened = new CacheFolder(folder, kind, lock);
            opened.header = opened.readHeader();
            opened.requireWhole();
            return opened;
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        try {
            return FolderLock.take(folder);
        } catch (FolderInUseException e) {
            throw new CacheInUseException(folder, e);
        }
    }

    private @Nullable CacheHeader readHeader() throws IOException {
        Path file = folder.resolve(HEADER);
        if (!Files.exists(file)) {
            if (Files.exists(entries())) {
                throw new CorruptFileException(file, 0, "missing, although there is " + kind.fileName + " beside it");
            }
            return null;
        }
        CacheHeader read = CacheHeader.ofBytes(Files.readAllBytes(file), file);
        if (read.kind() != kind) {
            throw new IllegalArgumentException(
                    "%s is a cache for %s, not for %s".formatted(folder, read.kind().opener, kind.opener));
        }
        return read;
    }

    /** A library would make the rest of a file that ends too early anew, and find nothing there. */
    private void requireWhole() throws IOException {
        CacheHeader known = header();
        long length = known == null ? 0 : Files.size(entries());
        if (known != null && length < known.length()) {
            throw new CorruptFileException(
                    entries(), length, "the file ends here, %,d bytes too early".formatted(known.length() - length));
        }
    }

    /** Returns what to call the cache in messages. */
    String name() {
        return "the cache " + folder;
    }

    /** Returns the file of entries, which need not exist. */
    Path entries() {
        return folder.resolve(kind.fileName);
    }

    /** Returns the header; null if there are no complete entries. */
    @Nullable
    CacheHeader header() {
        CacheHeader known = header;
        return known == null || known.state() == CacheHeader.State.MADE || !Files.exists(entries()) ? null : known;
    }

    /** Removes the entries, and writes down that new ones are being made. */
    void startEntries(long capacity) throws IOException {
        write(new CacheHeader(kind, CacheHeader.State.MADE, capacity, -1, 0, new byte[0]));
        Files.deleteIfExists(entries());
    }

    /** Writes down that the entries are in use from now on, in a file that may become shorter. */
    void use() throws IOException {
        write(new CacheHeader(kind, CacheHeader.State.IN_USE, 0, -1, 0, new byte[0]));
    }

    /** Writes down that the entries are in use from now on, in a file that becomes no shorter than it is. */
    void use(long capacity, byte[] head) throws IOException {
        write(new CacheHeader(kind, CacheHeader.State.IN_USE, capacity, -1, Files.size(entries()), head));
    }

    /** Writes down that the entries are complete. */
    void complete(long bytes) throws IOException {
        CacheHeader known = header;
        if (known != null) {
            write(known.closed(bytes, Files.size(entries())));
        }
    }

    /** An interrupted thread can't write a file, but closing must be possible for it too. */
    private void write(CacheHeader newHeader) throws IOException {
        header = Uninterrupted.call(() -> {
            try (NewFile file = NewFile.create(folder.resolve(HEADER), 0)) {
                file.write(MemorySegment.ofArray(newHeader.toBytes()));
                file.publish();
            }
            return newHeader;
        });
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
