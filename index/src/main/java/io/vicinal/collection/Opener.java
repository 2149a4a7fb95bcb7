package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.GenerationFiles;
import io.vicinal.collection.store.GenerationSpec;
import io.vicinal.index.BuildProgress;
import io.vicinal.index.Engine;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.IndexSpec;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes and opens collections to be written, and refuses what is none or another. */
final class Opener {
    private Opener() {}

    static void requireCollection(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!CollectionFile.isIn(directory)) {
            throw new IllegalArgumentException(
                    "%s is no collection: there is no file '%s' in it".formatted(directory, CollectionFile.NAME));
        }
    }

    static GenerationSpec generationSpec(Path directory, CollectionSpec spec, int threads, BuildProgress progress) {
        return new GenerationSpec(
                spec.engine(),
                new IndexSpec(
                        spec.dimension(),
                        spec.metric(),
                        directory,
                        spec.graph(),
                        FlatSettings.DEFAULT,
                        threads,
                        progress),
                CollectionFile.label(spec));
    }

    static WriteAccess create(Path directory, CollectionSpec spec, CollectionOptions options) throws IOException {
        Engine.named(spec.engine());
        Files.createDirectories(directory);
        requireEmpty(directory);
        FolderLock lock = FolderLock.take(directory);
        try {
            // Somebody else may have made one meanwhile.
            requireEmpty(directory);
            GenerationFiles.deleteUnfinished(directory);
            return new WriteAccess(directory, lock, spec, options, generationSpec -> {
                // What a killed process has begun to make here.
                for (GenerationFiles leftover : GenerationFiles.in(directory)) {
                    requireNothingIn(leftover, directory);
                    leftover.delete();
                }
                Generation generation = Generation.create(GenerationFiles.of(directory, 1), generationSpec);
                try {
                    new CollectionFile(1, spec).write(directory);
                    return generation;
                } catch (IOException | RuntimeException e) {
                    generation.close();
                    throw e;
                }
            });
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Who was killed while making a collection has put nothing in; what has something in it is a collection whose file is gone. */
    private static void requireNothingIn(GenerationFiles begun, Path directory) throws IOException {
        if (begun.hasRecords()) {
            throw new CorruptFileException(
                    directory.resolve(CollectionFile.NAME),
                    0,
                    "the file is not there, but %s has documents; repair can make it anew".formatted(begun.folder()));
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (CollectionFile.isIn(directory)) {
            throw new IllegalArgumentException(directory + " is a collection already");
        }
        List<GenerationFiles> begun = GenerationFiles.in(directory);
        try (Stream<Path> files = Files.list(directory)) {
            Optional<Path> other = files.filter(file ->
                            begun.stream().noneMatch(files1 -> files1.folder().equals(file)))
                    .map(Path::getFileName)
                    .filter(name -> !FolderLock.FILE.equals(name.toString()) && !CollectionFile.isUnfinished(name))
                    .findAny();
            if (other.isPresent()) {
                throw new IllegalArgumentException(
                        "%s has other files in it, such as %s; a new or empty folder is wanted"
                                .formatted(directory, other.get()));
            }
        }
    }

    static WriteAccess open(Path directory, Optional<CollectionSpec> wanted, CollectionOptions options)
            throws IOException {
        requireCollection(directory);
        FolderLock lock = FolderLock.take(directory);
        try {
            CollectionFile file = CollectionFile.read(directory);
            if (wanted.isPresent()) {
                requireSame(directory, file.spec(), wanted.get());
            }
            WriteAccess access = new WriteAccess(directory, lock, file.spec(), options, generationSpec -> {
                GenerationFiles files = GenerationFiles.of(directory, file.generation());
                Generation generation = Generation.open(files, generationSpec, true);
                try {
                    GenerationFiles.deleteUnfinished(directory);
                    GenerationFiles.deleteUnfinished(files.folder());
                    return generation;
                } catch (IOException | RuntimeException e) {
                    generation.close();
                    throw e;
                }
            });
            for (GenerationFiles other : GenerationFiles.in(directory)) {
                if (other.number() != file.generation()) {
                    access.delete(other);
                }
            }
            return access;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireSame(Path directory, CollectionSpec there, CollectionSpec wanted) {
        requireSame(directory, "dimension", there.dimension(), wanted.dimension());
        requireSame(directory, "metric", there.metric().label(), wanted.metric().label());
        requireSame(directory, "engine", there.engine(), wanted.engine());
        requireSame(directory, "graph settings", there.graph(), wanted.graph());
        requireSame(directory, "model", there.model(), wanted.model());
    }

    private static void requireSame(Path directory, String name, Object there, Object wanted) {
        if (!there.equals(wanted)) {
            throw new IllegalArgumentException(
                    "%s was made with %s %s, not %s".formatted(directory, name, there, wanted));
        }
    }
}
