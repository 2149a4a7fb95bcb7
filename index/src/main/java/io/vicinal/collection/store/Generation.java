package io.vicinal.collection.store;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.index.RowIndex;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The documents of a collection between two compactions: their rows, the journal that says which documents there are, and the index over the rows.
 *
 * <p>Any number of threads may read. A {@link GenerationWriter}, or {@link #follow} in a process that only reads, changes it.
 */
public final class Generation implements Closeable {
    /** Rows behind those connected, from which on a reader looks whether the writer has connected more. */
    private static final int LONG_TAIL = 20_000;

    private final GenerationFiles files;
    private final Journal journal;
    private final VectorFile vectors;
    private final Documents documents;
    private final RowIndex index;
    private final @Nullable Snapshot checkpoint;
    private final List<String> notes;
    private final RecentFilters filters = new RecentFilters();
    private final long checkpointed;
    private final long flushed;
    private final @Nullable Object checkpointKey;

    Generation(
            GenerationFiles files,
            Journal journal,
            VectorFile vectors,
            Documents documents,
            RowIndex index,
            GenerationOpening.OpenCheckpoint checkpoint,
            List<String> notes,
            long flushed) {
        this.flushed = flushed;
        this.files = files;
        this.journal = journal;
        this.vectors = vectors;
        this.documents = documents;
        this.index = index;
        this.checkpoint = checkpoint.snapshot();
        this.checkpointed = checkpoint.sequence();
        this.checkpointKey = checkpoint.key();
        this.notes = List.copyOf(notes);
    }

    /**
     * Makes an empty generation.
     *
     * @param files where; nothing may be there
     * @param spec what it is to be
     * @return the generation, to be written
     * @throws IOException if it can't be written
     */
    public static Generation create(GenerationFiles files, GenerationSpec spec) throws IOException {
        return GenerationOpening.create(files, spec);
    }

    /**
     * Opens a generation.
     *
     * @param files where
     * @param spec what it is
     * @param write whether it will be written: then what a killed process has left half-done at the end is cut off
     * @return the generation
     * @throws IOException if it can't be read
     * @throws CorruptFileException if it is damaged
     */
    public static Generation open(GenerationFiles files, GenerationSpec spec, boolean write) throws IOException {
        return GenerationOpening.open(files, spec, write);
    }

    /**
     * Takes in what another process has written since.
     *
     * @throws IOException if that can't be read
     */
    public synchronized void follow() throws IOException {
        if (journal.size() > journal.end()) {
            GenerationOpening.replay(journal, documents, vectors);
        }
    }

    /**
     * Tells whether it would be worth opening again, for a process that only reads.
     *
     * @return whether there is another checkpoint and much that this one's does not know
     * @throws IOException if the folder can't be read
     */
    public boolean outdated() throws IOException {
        if (documents.now().count() - index.connected() <= LONG_TAIL) {
            return false;
        }
        Object key = GenerationFiles.key(files.checkpoint());
        return key != null && !key.equals(checkpointKey);
    }

    /**
     * Returns its files.
     *
     * @return where they are
     */
    public GenerationFiles files() {
        return files;
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
     * Tells whether there is a document in a row.
     *
     * @param row its number
     * @param moment when
     * @return whether it had been put, and not been taken
     */
    public boolean visible(int row, Moment moment) {
        return documents.visible(row, moment);
    }

    /**
     * Finds a document.
     *
     * @param id its id
     * @param moment when
     * @return its row, or {@link JournalRecord#NONE}
     * @throws IOException if the journal can't be read
     */
    public int find(String id, Moment moment) throws IOException {
        return documents.find(id, moment);
    }

    /**
     * Reads a document.
     *
     * @param row its row
     * @return what was put there
     * @throws IOException if the journal can't be read
     * @throws CorruptFileException if the document is damaged
     */
    public JournalRecord.Put read(int row) throws IOException {
        return documents.read(row);
    }

    /**
     * Returns the vector of a row.
     *
     * @param row its number
     * @return as it was put, to one part in a million, the caller's own
     * @throws CorruptFileException if the row is damaged
     */
    public float[] vector(int row) {
        if (!vectors.verification().intact(row)) {
            throw new CorruptFileException(
                    vectors.file(), vectors.rows().offset(row), "row %d is damaged".formatted(row));
        }
        return vectors.vector(row);
    }

    /**
     * Finds who has certain metadata.
     *
     * @param filter which
     * @param moment when
     * @return rows, not to be changed; all that had it then, and perhaps others that are not {@linkplain #visible visible}
     */
    public RoaringBitmap candidates(Filter filter, Moment moment) {
        return filters.rows(filter, moment.count(), documents.metadata()::candidates);
    }

    /**
     * Returns the rows.
     *
     * @return the file they are in
     */
    public VectorFile vectors() {
        return vectors;
    }

    /**
     * Returns what the engine knows of the rows.
     *
     * @return the index
     */
    public RowIndex index() {
        return index;
    }

    /**
     * Returns what was noticed on opening.
     *
     * @return sentences for people
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Returns the memory taken on the heap.
     *
     * @return bytes, about
     */
    public long heapBytes() {
        return documents.heapBytes();
    }

    /**
     * Returns the space that its files take.
     *
     * @return bytes, without what is taken ahead while it is written
     * @throws IOException if a file's length can't be read
     */
    public long fileBytes() throws IOException {
        return vectors.fileBytes(documents.now().count()) + journal.end() + GenerationFiles.size(files.checkpoint());
    }

    /**
     * Returns the memory that is mapped.
     *
     * @return bytes
     */
    public long mappedBytes() {
        return vectors.mappedBytes() + (checkpoint == null ? 0 : checkpoint.mappedBytes());
    }

    Journal journal() {
        return journal;
    }

    Documents documents() {
        return documents;
    }

    /** Up to where the journal was known to have been forced to disk, when it was opened. */
    long flushed() {
        return flushed;
    }

    /** The number of the latest change that the checkpoint knows; 0 without one, and so little that another is due at once if it is damaged. */
    long checkpointed() {
        return checkpointed;
    }

    /** Closes the files; nobody may be reading. */
    @Override
    public void close() throws IOException {
        try (vectors;
                journal) {
            index.close();
        } finally {
            GenerationOpening.close(checkpoint);
        }
    }
}
