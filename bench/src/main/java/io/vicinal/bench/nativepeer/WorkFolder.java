package io.vicinal.bench.nativepeer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files in the making, gone when it is closed. A finished one is moved to its place in one step. */
record WorkFolder(Path path) implements Closeable {
    static WorkFolder create(Path parent) throws IOException {
        return new WorkFolder(Files.createTempDirectory(Files.createDirectories(parent), "making-"));
    }

    void moveTo(String name, Path place) throws IOException {
        Files.move(path.resolve(name), place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(path)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        Files.delete(path);
    }
}
