package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.GenerationFiles;
import io.vicinal.collection.store.GenerationSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a collection that another process may be writing: before each question it takes in what is new. */
final class ReadAccess implements Access {
    /** A generation can be gone between reading its number and opening it, but not again and again. */
    private static final int TRIES = 10;

    private final Path directory;
    private final Path filePath;
    private volatile CollectionFile file;
    private volatile Current current;
    private volatile @Nullable Object fileKey;
    private volatile boolean closed;

    private ReadAccess(Path directory, CollectionFile file, @Nullable Object fileKey, Current current) {
        this.directory = directory;
        this.filePath = directory.resolve(CollectionFile.NAME);
        this.file = file;
        this.fileKey = fileKey;
        this.current = current;
    }

    static ReadAccess open(Path directory) throws IOException {
        Opener.requireCollection(directory);
        for (int tries = 1; ; tries++) {
            Object key = GenerationFiles.key(directory.resolve(CollectionFile.NAME));
            CollectionFile file = CollectionFile.read(directory);
            try {
                return new ReadAccess(directory, file, key, new Current(generation(directory, file)));
            } catch (NoSuchFileException | FileNotFoundException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Generation generation(Path directory, CollectionFile file) throws IOException {
        GenerationFiles files = GenerationFiles.of(directory, file.generation());
        GenerationSpec spec = Opener.generationSpec(
                directory, file.spec(), Runtime.getRuntime().availableProcessors(), (done, total, rate, left) -> {});
        return Generation.open(files, spec, false);
    }

    @Override
    public CollectionSpec spec() {
        return file.spec();
    }

    @Override
    public <T> T read(Current.Reading<T> reading) {
        try {
            for (int tries = 1; ; tries++) {
                if (closed) {
                    throw new IllegalStateException("the collection is closed");
                }
                Current now = upToDate();
                if (now.enter()) {
                    try {
                        now.generation().follow();
                        return reading.read(now.generation());
                    } catch (NoSuchFileException | FileNotFoundException e) {
                        // The writer has gone over to another generation, and deleted this one.
                        if (tries >= TRIES) {
                            throw e;
                        }
                    } finally {
                        now.exit();
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Current upToDate() throws IOException {
        Object key = GenerationFiles.key(filePath);
        if (!Objects.equals(key, fileKey) || current.generation().outdated()) {
            reopen(key);
        }
        return current;
    }

    private synchronized void reopen(@Nullable Object key) throws IOException {
        if (closed || (Objects.equals(key, fileKey) && !current.generation().outdated())) {
            return;
        }
        ReadAccess fresh = open(directory);
        Current old = current;
        file = fresh.file;
        current = fresh.current;
        fileKey = fresh.fileKey;
        old.close();
    }

    @Override
    public WriteAccess writer() {
        throw new IllegalStateException(directory + " is open for reading only");
    }

    @Override
    public CollectionStats stats() {
        return read(generation -> WriteAccess.stats(directory, generation, List.of()));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        current.close();
    }
}
