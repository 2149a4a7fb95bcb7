package io.vicinal.embedding.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;

/**
 * Files on the disk, for MVStore, that an interrupted thread doesn't close. Those of the JDK's channels, which MVStore uses by itself,
 * are closed for all threads as soon as an interrupted one reads or writes.
 */
final class MvStorePath extends FilePathDisk {
    private static final String SCHEME = "vicinal";

    static {
        FilePath.register(new MvStorePath());
    }

    /** Returns how MVStore is told to use a file in this way. */
    static String name(Path file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public MvStorePath getPath(String path) {
        MvStorePath file = new MvStorePath();
        file.name = path.startsWith(SCHEME + ":") ? path.substring(SCHEME.length() + 1) : path;
        return file;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new MvStoreFile(name, mode);
    }
}
