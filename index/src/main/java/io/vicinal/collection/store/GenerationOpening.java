package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.index.Engine;
import io.vicinal.index.RowIndex;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and opens generations. */
final class GenerationOpening {
    /** A file that its writer changes is looked at so often. */
    private static final int TRIES = 10;

    /** In place of the number of the latest change that a checkpoint knows: there is one to be written anew. */
    private static final long UNUSABLE = -1L << 40;

    private GenerationOpening() {}

    /** A checkpoint that could be read, if there is one. */
    record OpenCheckpoint(
            @Nullable Snapshot snapshot,
            Documents documents,
            long sequence,
            @Nullable Object key) {}

    static Generation create(GenerationFiles files, GenerationSpec spec) throws IOException {
        Files.createDirectory(files.folder());
        VectorFile vectors = VectorFile.createCounted(
                files.vectors(), spec.index().dimension(), spec.index().metric());
        try {
            Journal journal = Journal.create(files.journal(), files.number(), spec.label());
            try {
                // A collection that has just been made can be opened after a power failure.
                vectors.flush();
                journal.force();
                files.forceFolder();
                RowIndex index = Engine.named(spec.engine()).attach(spec.index(), vectors);
                Documents documents = Documents.none(journal);
                OpenCheckpoint none = new OpenCheckpoint(null, documents, 0, null);
                return new Generation(files, journal, vectors, documents, index, none, List.of(), journal.end());
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            vectors.close();
            throw e;
        }
    }

    static Generation open(GenerationFiles files, GenerationSpec spec, boolean write) throws IOException {
        List<String> notes = new ArrayList<>();
        Journal journal = Journal.open(files.journal(), write);
        try {
            OpenCheckpoint checkpoint = checkpoint(files, journal, notes);
            try {
                return open(files, spec, write, journal, checkpoint, notes);
            } catch (IOException | RuntimeException e) {
                close(checkpoint.snapshot);
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static Generation open(
            GenerationFiles files,
            GenerationSpec spec,
            boolean write,
            Journal journal,
            OpenCheckpoint checkpoint,
            List<String> notes)
            throws IOException {
        Documents documents = checkpoint.documents;
        VectorFile vectors =
                VectorFile.openCounted(files.vectors(), documents.now().count());
        try {
            requireFits(vectors, spec);
            long flushed = replay(journal, documents, vectors, write, notes);
            if (write) {
                vectors.close();
                vectors = VectorFile.openCountedForAppend(
                        files.vectors(), documents.now().count());
            }
            RowIndex index = index(spec, vectors, checkpoint.snapshot, notes);
            return new Generation(files, journal, vectors, documents, index, checkpoint, notes, flushed);
        } catch (IOException | RuntimeException e) {
            vectors.close();
            throw e;
        }
    }

    private static void requireFits(VectorFile vectors, GenerationSpec spec) {
        if (vectors.dimension() != spec.index().dimension()
                || vectors.metric() != spec.index().metric()) {
            throw new CorruptFileException(
                    vectors.file(),
                    12,
                    "it has dimension %d and metric %s, the collection has %d and %s"
                            .formatted(
                                    vectors.dimension(),
                                    vectors.metric().label(),
                                    spec.index().dimension(),
                                    spec.index().metric().label()));
        }
    }

    /** Returns up to where the journal is known to have been forced to disk. */
    private static long replay(
            Journal journal, Documents documents, VectorFile vectors, boolean write, List<String> notes)
            throws IOException {
        long known = journal.end();
        Replay.Result result = replay(journal, documents, vectors);
        if (result.size() < known) {
            throw new CorruptFileException(
                    journal.file(),
                    result.size(),
                    "the file ends here, but its checkpoint was written when it had %d bytes".formatted(known));
        }
        if (result.torn()) {
            Replay.requireTorn(journal, result, rows(vectors));
            if (write) {
                journal.cut(result.offset());
                notes.add("%s, offset %d: %d bytes that had not been flushed were cut off: %s"
                        .formatted(journal.file(), result.offset(), result.size() - result.offset(), result.problem()));
            }
        }
        return result.flushed();
    }

    /** Makes the changes that have been written since. */
    static Replay.Result replay(Journal journal, Documents documents, VectorFile vectors) throws IOException {
        // Rows are written before the journal, so those of all its records up to here are there.
        long size = journal.size();
        see(vectors);
        return Replay.run(journal, documents, rows(vectors), size);
    }

    /** Maps all rows that may be in the file by now. */
    static void see(VectorFile vectors) throws IOException {
        for (int tries = 1; ; tries++) {
            int room = vectors.room();
            try {
                if (room > vectors.count()) {
                    vectors.see(room);
                }
                return;
            } catch (IOException | CorruptFileException e) {
                // Its writer may just have given back room that it did not need.
                if (tries == TRIES || vectors.room() >= room) {
                    throw e;
                }
            }
        }
    }

    private static Replay.Rows rows(VectorFile vectors) {
        return new Replay.Rows() {
            @Override
            public boolean intact(int row, int checksum) {
                return row < vectors.count()
                        && vectors.verification().intact(row)
                        && vectors.verification().checksum(row) == checksum;
            }

            @Override
            public CorruptFileException damaged(int row, String problem) {
                long place = row < vectors.count() ? vectors.rows().offset(row) : vectors.mappedBytes();
                return new CorruptFileException(vectors.file(), place, problem);
            }
        };
    }

    private static OpenCheckpoint checkpoint(GenerationFiles files, Journal journal, List<String> notes)
            throws IOException {
        Object key = GenerationFiles.key(files.checkpoint());
        if (key != null) {
            Snapshot snapshot = null;
            try {
                snapshot = Snapshot.open(files.checkpoint());
                Documents documents = Checkpoint.read(snapshot, journal);
                return new OpenCheckpoint(snapshot, documents, documents.now().sequence(), key);
            } catch (CorruptFileException e) {
                // Journal and rows say the same: reading them again takes longer.
                close(snapshot);
                notes.add("the checkpoint can't be used and will be made anew: " + e.getMessage());
            }
        }
        journal.moveTo(journal.start());
        return new OpenCheckpoint(null, Documents.none(journal), key == null ? 0 : UNUSABLE, key);
    }

    private static RowIndex index(
            GenerationSpec spec, VectorFile vectors, @Nullable Snapshot checkpoint, List<String> notes)
            throws IOException {
        Engine engine = Engine.named(spec.engine());
        if (checkpoint != null) {
            try {
                return engine.attach(spec.index(), vectors, checkpoint);
            } catch (CorruptFileException e) {
                notes.add("the index in the checkpoint can't be used and will be made anew: " + e.getMessage());
            }
        }
        return engine.attach(spec.index(), vectors);
    }

    static void close(@Nullable Snapshot snapshot) {
        if (snapshot != null) {
            snapshot.close();
        }
    }
}
