package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.Interruption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders that are made once. A folder is filled under a hidden name and gets its own when it is whole; what a killed process
 * left under the hidden name is removed by the next that makes the same folder. Of several processes one makes it, while the
 * others wait.
 */
final class DatasetCache {
    private final Path root;

    DatasetCache(Path root) {
        this.root = root;
    }

    /** Fills an empty folder. */
    interface Making {
        void make(Path folder) throws IOException;
    }

    /** Does something with a folder that is whole. */
    interface Use<T> {
        T use(Path folder) throws IOException;
    }

    /** Makes the folder of that name, unless it is there; then uses it, while no other process does the same. */
    <T> T with(String name, Making making, Use<T> use) throws IOException {
        // A lock on a file keeps out other processes, but fails between threads of one.
        synchronized (DatasetCache.class) {
            Files.createDirectories(root);
            try (FileChannel lock = FileChannel.open(
                    root.resolve("." + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                Path folder = root.resolve(name);
                if (!Files.isDirectory(folder)) {
                    make(root.resolve("." + name + ".tmp"), folder, making);
                }
                return use.use(folder);
            }
        }
    }

    private static void make(Path hidden, Path folder, Making making) throws IOException {
        Closeable unfinished = Interruption.closes(() -> {
            delete(hidden);
            Files.createDirectory(hidden);
            return () -> delete(hidden);
        });
        try {
            making.make(hidden);
            Files.move(hidden, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            unfinished.close();
            Interruption.finished(unfinished);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
