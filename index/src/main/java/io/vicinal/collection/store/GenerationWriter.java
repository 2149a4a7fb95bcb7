package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes a generation. Rows are written first, then the journal that makes documents of them, then memory.
 *
 * <p>Safe for use by several threads. After the disk has refused to keep what was written, nothing more is written: what had been flushed is safe,
 * and everything can still be read.
 */
public final class GenerationWriter {
    private final Generation generation;
    private final VectorFile vectors;
    private final Journal journal;
    private final Documents documents;

    /** Held while rows, journal and memory change together. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Held by the one who connects rows or writes a checkpoint. */
    private final ReentrantLock maintaining = new ReentrantLock();

    private final Flushing flushing;
    private volatile int checkpointedConnected;
    private volatile long checkpointedSequence;

    /**
     * Begins.
     *
     * @param generation opened to be written, by no other writer
     */
    public GenerationWriter(Generation generation) {
        this.generation = generation;
        this.vectors = generation.vectors();
        this.journal = generation.journal();
        this.documents = generation.documents();
        this.flushing = new Flushing(generation, writing);
        this.checkpointedConnected = generation.index().connected();
        this.checkpointedSequence = generation.checkpointed();
    }

    /**
     * Puts documents, all of them or none, in the places of those that have the same ids.
     *
     * @param batch one or more
     * @throws IOException if they can't be written
     * @throws IllegalArgumentException if two of them have the same id
     */
    public void put(List<NewDocument> batch) throws IOException {
        PutBatch rows = new PutBatch(batch, vectors);
        writing.lock();
        try {
            flushing.requireWritable();
            Moment before = documents.now();
            int first = before.count();
            if ((long) first + batch.size() > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException(
                        "a collection holds at most %d rows; compacting it frees those not in use"
                                .formatted(Integer.MAX_VALUE - 8));
            }
            int[] replaced = rows.replaced(documents, before);
            write(first, () -> {
                rows.appendRows();
                return rows.records(replaced, before);
            });
        } finally {
            writing.unlock();
        }
    }

    /** Writes rows, which no document has while this fails, and the changes that tell of them. */
    private interface Rows {
        List<? extends JournalRecord.Change> write() throws IOException;
    }

    private void write(int count, Rows rows) throws IOException {
        long end = journal.end();
        boolean written = false;
        try {
            List<? extends JournalRecord.Change> changes = written(rows);
            long[] frames = journal.append(changes);
            documents.apply(changes, frames);
            written = true;
        } finally {
            if (!written) {
                vectors.shorten(count);
                takeBack(end);
            }
        }
    }

    private List<? extends JournalRecord.Change> written(Rows rows) throws IOException {
        try {
            return rows.write();
        } catch (IOException e) {
            // The system says what is wrong, but not with which file.
            throw new IOException("%s can't be written: %s".formatted(vectors.file(), e.getMessage()), e);
        }
    }

    /** Takes back what memory could not take in; after that, memory may know half of it. */
    private void takeBack(long end) throws IOException {
        if (journal.end() > end) {
            fail(new IOException(generation.files().folder() + " has no memory for what was to be written"));
            journal.cut(end);
        }
    }

    /**
     * Deletes documents, all of them at once.
     *
     * @param ids their ids; those that are not there don't matter
     * @return how many were there
     * @throws IOException if that can't be written
     */
    public int delete(List<String> ids) throws IOException {
        writing.lock();
        try {
            flushing.requireWritable();
            Moment now = documents.now();
            List<Integer> rows = new ArrayList<>();
            for (String id : new java.util.LinkedHashSet<>(ids)) {
                int row = documents.find(id, now);
                if (row != JournalRecord.NONE) {
                    rows.add(row);
                }
            }
            deleteRows(rows, now);
            return rows.size();
        } finally {
            writing.unlock();
        }
    }

    /** Which rows are to be deleted. */
    @FunctionalInterface
    public interface RowsToDelete {
        /**
         * Finds them.
         *
         * @param now what there is, and will be until they are deleted
         * @return rows with documents
         */
        List<Integer> find(Moment now);
    }

    /**
     * Deletes what is found, while nothing else changes.
     *
     * @param found finds it
     * @return how many
     * @throws IOException if that can't be written
     */
    public int deleteFound(RowsToDelete found) throws IOException {
        writing.lock();
        try {
            flushing.requireWritable();
            Moment now = documents.now();
            List<Integer> rows = found.find(now);
            deleteRows(rows, now);
            return rows.size();
        } finally {
            writing.unlock();
        }
    }

    private void deleteRows(List<Integer> rows, Moment now) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        List<JournalRecord.Delete> changes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            changes.add(new JournalRecord.Delete(rows.get(i), now.sequence() + 1 + i, rows.size() - 1 - i));
        }
        write(now.count(), () -> changes);
    }

    /**
     * Has nothing more be written, since it could get lost.
     *
     * @param reason why
     */
    public void fail(IOException reason) {
        flushing.fail(reason);
    }

    /**
     * Tells whether nothing more is written.
     *
     * @return whether a write failed
     */
    public boolean failed() {
        return flushing.failed();
    }

    /**
     * Forces everything to disk that has been written: when this returns, neither a crash nor a power failure loses it.
     *
     * @throws IOException if the disk refuses; from then on the generation can only be read
     */
    public void flush() throws IOException {
        flushing.flush();
    }

    /**
     * Connects rows in the engine, if others don't do so just now.
     *
     * @param end the row after the last one to connect
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public void connect(int end) {
        maintaining.lock();
        try {
            if (end > generation.index().connected()) {
                generation.index().connect(end);
            }
        } finally {
            maintaining.unlock();
        }
    }

    /**
     * Returns what there is now.
     *
     * @return the moment after the latest change
     */
    public Moment now() {
        return documents.now();
    }

    /**
     * Returns how many changes opening would have to replay.
     *
     * @return changes since the last checkpoint
     */
    public long changesSinceCheckpoint() {
        return documents.now().sequence() - checkpointedSequence;
    }

    /**
     * Writes a checkpoint, while changes go on.
     *
     * @throws IOException if it can't be written; the older one is still there
     */
    public void checkpoint() throws IOException {
        maintaining.lock();
        try {
            Checkpoint.Content content;
            SnapshotWriter snapshot;
            writing.lock();
            try {
                flushing.requireSound();
                snapshot = Checkpoint.begin(generation.files().checkpoint(), documents);
                content = new Checkpoint.Content(documents, journal);
            } finally {
                writing.unlock();
            }
            try (snapshot) {
                // What a checkpoint tells of must be as safe as itself.
                flush();
                Checkpoint.finish(snapshot, content, generation.index());
                checkpointedConnected = generation.index().connected();
                checkpointedSequence = content.moment().sequence();
            }
        } finally {
            maintaining.unlock();
        }
    }

    /**
     * Returns how many rows the last checkpoint has connected.
     *
     * @return rows
     */
    public int connectedAtCheckpoint() {
        return checkpointedConnected;
    }

    ReentrantLock writing() {
        return writing;
    }

    Generation generation() {
        return generation;
    }

    /** Writes documents of another generation behind those there are, with the numbers of the changes that put them, and returns the first row. */
    int copy(List<JournalRecord.Put> puts, int[] rows, VectorFile from) throws IOException {
        int first = documents.now().count();
        List<JournalRecord.Put> moved = new ArrayList<>(puts.size());
        for (int i = 0; i < puts.size(); i++) {
            moved.add(moved(puts.get(i), first + i, JournalRecord.NONE, puts.size() - 1 - i));
        }
        append(rows, from, moved);
        return first;
    }

    /** Has all changes to come have greater numbers than one of another generation. */
    void number(long sequence) throws IOException {
        writing.lock();
        try {
            flushing.requireWritable();
            journal.append(List.of(new JournalRecord.Numbered(sequence)));
            documents.number(sequence);
        } finally {
            writing.unlock();
        }
    }

    static JournalRecord.Put moved(JournalRecord.Put put, int row, int replaced, int following) {
        return new JournalRecord.Put(
                row, put.sequence(), put.rowChecksum(), replaced, following, put.id(), put.text(), put.metadata());
    }

    /** Writes rows of another generation and changes of these, as {@link #put} does. */
    void append(int[] rows, VectorFile from, List<? extends JournalRecord.Change> changes) throws IOException {
        writing.lock();
        try {
            write(documents.now().count(), () -> {
                vectors.appendFrom(from, rows);
                return changes;
            });
        } finally {
            writing.unlock();
        }
    }
}
