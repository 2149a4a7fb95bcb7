package io.vicinal.collection;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.GenerationFiles;
import io.vicinal.collection.store.GenerationSpec;
import io.vicinal.collection.store.GenerationWriter;
import io.vicinal.collection.store.Salvage;
import io.vicinal.index.BuildProgress;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.FolderLock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole collection to find damage, and writes it anew without. */
final class Inspection {
    private static final int TRIES = 10;

    private Inspection() {}

    static Verification verify(Path directory) throws IOException {
        requireSomething(directory);
        for (int tries = 1; ; tries++) {
            try {
                return verifyCurrent(directory);
            } catch (NoSuchFileException | FileNotFoundException e) {
                // A writer has gone over to another generation meanwhile, and deleted this one.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Verification verifyCurrent(Path directory) throws IOException {
        List<CorruptFileException> damages = new ArrayList<>();
        CollectionFile file = file(directory, damages);
        try (Salvage salvage = salvage(directory, file)) {
            damages.addAll(salvage.damages());
            return verification(salvage, damages, false);
        } catch (CorruptFileException e) {
            damages.add(e);
            return new Verification(0, 0, damages, List.of(), 0, false);
        }
    }

    private static Verification verification(Salvage salvage, List<CorruptFileException> damages, boolean repaired)
            throws IOException {
        return new Verification(
                salvage.wholeRows().length,
                salvage.bytes(),
                List.copyOf(damages),
                List.copyOf(salvage.lost()),
                salvage.unflushedBytes(),
                repaired);
    }

    private static Salvage salvage(Path directory, CollectionFile file) throws IOException {
        return Salvage.read(GenerationFiles.of(directory, file.generation()), spec(directory, file));
    }

    private static GenerationSpec spec(Path directory, CollectionFile file) {
        return Opener.generationSpec(
                directory, file.spec(), Runtime.getRuntime().availableProcessors(), BuildProgress.NONE);
    }

    /** A collection, or what is left of one without its file. */
    private static void requireSomething(Path directory) throws IOException {
        if (!Files.isDirectory(directory) || GenerationFiles.in(directory).isEmpty()) {
            Opener.requireCollection(directory);
        }
    }

    /** Reads what the collection is; where that is damaged, from the journal of its generation. */
    private static CollectionFile file(Path directory, List<CorruptFileException> damages) throws IOException {
        try {
            if (!CollectionFile.isIn(directory)) {
                throw new CorruptFileException(directory.resolve(CollectionFile.NAME), 0, "the file is not there");
            }
            return CollectionFile.read(directory);
        } catch (CorruptFileException e) {
            damages.add(e);
            for (GenerationFiles generation : GenerationFiles.in(directory)) {
                // The first: one that is just being made does not have everything yet.
                if (generation.hasRecords()) {
                    return file(generation);
                }
            }
            throw e;
        }
    }

    private static CollectionFile file(GenerationFiles generation) throws IOException {
        try (Journal journal = Journal.open(generation.journal(), false)) {
            return new CollectionFile(generation.number(), CollectionFile.spec(journal.label(), generation.journal()));
        }
    }

    static Verification repair(Path directory) throws IOException {
        requireSomething(directory);
        FolderLock lock = FolderLock.take(directory);
        try (lock) {
            List<CorruptFileException> damages = new ArrayList<>();
            CollectionFile file = file(directory, damages);
            try (Salvage salvage = salvage(directory, file)) {
                damages.addAll(salvage.damages());
                Verification found = verification(salvage, damages, !damages.isEmpty());
                if (found.repaired()) {
                    writeAnew(directory, file, salvage);
                }
                return found;
            }
        }
    }

    private static void writeAnew(Path directory, CollectionFile file, Salvage salvage) throws IOException {
        long latest = GenerationFiles.in(directory).getLast().number();
        GenerationFiles files = GenerationFiles.of(directory, latest + 1);
        try (Generation next = Generation.create(files, spec(directory, file))) {
            GenerationWriter writer = new GenerationWriter(next);
            salvage.copyTo(writer);
            writer.flush();
            writer.checkpoint();
        }
        // All of them: where their file is damaged, it could be any that was the current one. Marked before they are no
        // longer: whoever opens
        // the collection after a kill must not delete them.
        List<GenerationFiles> others = GenerationFiles.in(directory).stream()
                .filter(other -> other.number() != files.number())
                .toList();
        for (GenerationFiles other : others) {
            other.markDamaged();
        }
        new CollectionFile(files.number(), file.spec()).write(directory);
        for (GenerationFiles other : others) {
            other.remove();
        }
    }
}
