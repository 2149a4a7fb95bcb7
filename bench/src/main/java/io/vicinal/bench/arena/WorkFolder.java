package io.vicinal.bench.arena;

import io.vicinal.cli.terminal.Interruption;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for indexes and what is measured of them, which goes when the run ends. */
final class WorkFolder implements Closeable {
    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    static WorkFolder create(Path parent) throws IOException {
        return Interruption.closes(() -> new WorkFolder(Files.createTempDirectory(parent, "work-")));
    }

    /** Makes a new folder in it. */
    Path sub(String name) throws IOException {
        return Files.createTempDirectory(path, name + "-");
    }

    /** Returns the bytes of all files in a folder. */
    static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(WorkFolder::fileSize)
                    .sum();
        }
    }

    private static long fileSize(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder and all in it; what another process takes away meanwhile is no loss. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        Interruption.finished(this);
        delete(path);
    }
}
