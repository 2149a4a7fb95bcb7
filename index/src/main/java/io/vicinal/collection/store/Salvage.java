package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.index.Engine;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything of a generation, also behind damage: which documents are whole, and what is not. Nothing is written.
 *
 * <p>For one thread.
 */
public final class Salvage implements Closeable {
    private static final int COPIED_AT_ONCE = 256;

    private final GenerationFiles files;
    private final GenerationSpec spec;
    private final Journal journal;
    private final VectorFile vectors;
    private final List<CorruptFileException> damages = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    /** Places where the journal or a row it tells of is not whole, in the order of the journal. */
    private final List<Hole> holes = new ArrayList<>();

    private final List<Taken> taken = new ArrayList<>();
    private final LongColumn frames = new LongColumn();
    private boolean[] whole = new boolean[1024];
    private int rows;
    private long batchStart;
    private int batchLeft;
    private long synced;
    private long sequence;
    private long size;
    private long end;

    /** Something is wrong at an offset of the journal; with a row, it is the row that is wrong. */
    private record Hole(long offset, int row, String id, String problem) {}

    /** A row was taken by the change at an offset. */
    private record Taken(long offset, int row) {}

    private Salvage(GenerationFiles files, GenerationSpec spec, Journal journal, VectorFile vectors) {
        this.files = files;
        this.spec = spec;
        this.journal = journal;
        this.vectors = vectors;
    }

    /**
     * Reads a generation.
     *
     * @param files where
     * @param spec what it is
     * @return what was found
     * @throws IOException if it can't be read at all
     * @throws CorruptFileException if a file's beginning is damaged, so that nothing of it can be told
     */
    public static Salvage read(GenerationFiles files, GenerationSpec spec) throws IOException {
        Journal journal = Journal.open(files.journal(), false);
        try {
            VectorFile vectors = VectorFile.openCounted(files.vectors(), 0);
            Salvage salvage = new Salvage(files, spec, journal, vectors);
            try {
                salvage.run();
                return salvage;
            } catch (IOException | RuntimeException e) {
                vectors.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void run() throws IOException {
        // In the opposite order of writing, so that what is written meanwhile is not taken for damage.
        try (@Nullable Snapshot checkpoint = openCheckpoint()) {
            size = journal.size();
            GenerationOpening.see(vectors);
            scan();
            long checkpointed = checkpoint == null ? 0 : check(checkpoint);
            end = unflushedFrom(Math.max(synced, checkpointed));
        }
        for (Hole hole : holes) {
            if (hole.offset < end) {
                report(hole);
            }
        }
    }

    private @Nullable Snapshot openCheckpoint() throws IOException {
        try {
            return Files.exists(files.checkpoint()) ? Snapshot.open(files.checkpoint()) : null;
        } catch (CorruptFileException e) {
            damages.add(e);
            return null;
        }
    }

    private void scan() throws IOException {
        long at = journal.start();
        while (true) {
            Journal.Stop stop = journal.scan(at, size, this::visit);
            if (stop.problem().isEmpty()) {
                break;
            }
            holes.add(new Hole(stop.offset(), JournalRecord.NONE, "", stop.problem()));
            batchLeft = 0;
            at = journal.resume(stop.offset() + 1, size);
        }
        if (batchLeft > 0) {
            holes.add(new Hole(batchStart, JournalRecord.NONE, "", batchLeft + " changes of a batch are missing"));
        }
    }

    private boolean visit(JournalRecord record, long offset, long next) throws IOException {
        if (record instanceof JournalRecord.Synced mark) {
            synced = Math.max(synced, mark.end());
            return true;
        }
        if (record instanceof JournalRecord.Numbered numbered) {
            sequence = Math.max(sequence, numbered.sequence());
            return true;
        }
        JournalRecord.Change change = (JournalRecord.Change) record;
        sequence = Math.max(sequence, change.sequence());
        if (batchLeft == 0) {
            batchStart = offset;
        }
        batchLeft = change.following();
        if (change instanceof JournalRecord.Put put) {
            visit(put, offset);
        } else {
            taken.add(new Taken(offset, ((JournalRecord.Delete) change).ordinal()));
        }
        return true;
    }

    private void visit(JournalRecord.Put put, long offset) {
        int row = put.ordinal();
        if (row < 0 || row < rows) {
            holes.add(new Hole(offset, JournalRecord.NONE, put.id(), "row %d is put again".formatted(row)));
            return;
        }
        rows = row + 1;
        if (rows > whole.length) {
            whole = Arrays.copyOf(whole, Math.max(rows, whole.length + whole.length / 2));
        }
        if (put.replaced() != JournalRecord.NONE) {
            taken.add(new Taken(offset, put.replaced()));
        }
        frames.set(row, offset);
        whole[row] = row < vectors.count()
                && vectors.verification().checksum(row) == put.rowChecksum()
                && vectors.verification().intact(row);
        if (!whole[row]) {
            holes.add(new Hole(
                    batchStart,
                    row,
                    put.id(),
                    "row %d of document '%s' is not what was written".formatted(row, put.id())));
        }
    }

    /** Where the first hole is that may be the end of a killed process: behind it nothing was forced to disk. */
    private long unflushedFrom(long safe) {
        long first = size;
        for (Hole hole : holes) {
            if (hole.offset >= safe) {
                first = Math.min(first, hole.offset);
            }
        }
        return first;
    }

    private void report(Hole hole) {
        if (hole.row == JournalRecord.NONE) {
            damages.add(new CorruptFileException(journal.file(), hole.offset, hole.problem));
            return;
        }
        long place = hole.row < vectors.count() ? vectors.rows().offset(hole.row) : vectors.mappedBytes();
        damages.add(new CorruptFileException(vectors.file(), place, hole.problem));
        if (!isTaken(hole.row)) {
            lost.add(hole.id);
        }
    }

    private boolean isTaken(int row) {
        return taken.stream().anyMatch(one -> one.row == row && one.offset < end);
    }

    /** Reads the checkpoint and compares; returns where the journal ended when it was written. */
    private long check(Snapshot checkpoint) throws IOException {
        try {
            checkpoint.verifyAll();
            Documents documents = Checkpoint.read(checkpoint, journal);
            Engine.named(spec.engine())
                    .attach(spec.index(), vectors, checkpoint)
                    .close();
            documents.metadata();
            compare(documents);
            if (journal.end() > size) {
                damages.add(new CorruptFileException(
                        journal.file(),
                        size,
                        "the file ends here, but its checkpoint was written when it had %d bytes"
                                .formatted(journal.end())));
            }
            return Math.min(size, journal.end());
        } catch (CorruptFileException e) {
            damages.add(e);
            return 0;
        }
    }

    private void compare(Documents documents) {
        for (int row = 0; row < Math.min(rows, documents.now().count()); row++) {
            if (whole[row] && documents.offset(row) != frames.get(row)) {
                throw new CorruptFileException(
                        files.checkpoint(),
                        0,
                        "it has row %d at offset %d of the journal, where it is not"
                                .formatted(row, documents.offset(row)));
            }
            if (documents.removals().number(row) > 0) {
                // The journal may be damaged where it says so.
                taken.add(new Taken(0, row));
            }
        }
    }

    /**
     * Returns what is damaged.
     *
     * @return in the order in which it was found
     */
    public List<CorruptFileException> damages() {
        return damages;
    }

    /**
     * Returns which documents can't be read any more.
     *
     * @return their ids, of those whose ids can be read
     */
    public List<String> lost() {
        return lost;
    }

    /**
     * Returns what a killed process has left at the end of the journal.
     *
     * @return bytes that opening cuts off
     */
    public long unflushedBytes() {
        return size - end;
    }

    /**
     * Returns how much was read.
     *
     * @return bytes
     * @throws IOException if a file's length can't be read
     */
    public long bytes() throws IOException {
        long checkpoint = Files.exists(files.checkpoint()) ? Files.size(files.checkpoint()) : 0;
        return size + Files.size(files.vectors()) + checkpoint;
    }

    /**
     * Finds the documents that are whole.
     *
     * @return their rows
     */
    public int[] wholeRows() {
        boolean[] there = Arrays.copyOf(whole, rows);
        for (Taken one : taken) {
            if (one.offset < end && one.row >= 0 && one.row < rows) {
                there[one.row] = false;
            }
        }
        int[] found = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (there[row] && frames.get(row) < end) {
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Writes the documents that are whole into another generation.
     *
     * @param next an empty one
     * @throws IOException if they can't be written
     */
    public void copyTo(GenerationWriter next) throws IOException {
        int[] chosen = wholeRows();
        for (int from = 0; from < chosen.length; from += COPIED_AT_ONCE) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + COPIED_AT_ONCE));
            List<JournalRecord.Put> puts = new ArrayList<>();
            for (int row : some) {
                puts.add(journal.read(frames.get(row)));
            }
            next.copy(puts, some, vectors);
        }
        next.number(sequence);
    }

    @Override
    public void close() throws IOException {
        try (journal) {
            vectors.close();
        }
    }
}
