package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Forces rows and then the journal to disk. Those who want it at the same time share the cost. Once the disk has refused, nothing more is written. */
final class Flushing {
    private final Path folder;
    private final Forcing rows;
    private final Forcing frames;
    private final Journal journal;
    private final ReentrantLock writing;

    /** Held by the one who forces files. */
    private final ReentrantLock flushing = new ReentrantLock();

    private volatile @Nullable IOException failure;
    private volatile long flushed;

    /** Has the disk keep what was written to a file. */
    @FunctionalInterface
    interface Forcing {
        void force() throws IOException;
    }

    /** The lock is held by those who append. */
    Flushing(Generation generation, ReentrantLock writing) {
        this(
                generation.files().folder(),
                generation.vectors()::flush,
                generation.journal()::force,
                generation.journal(),
                generation.flushed(),
                writing);
    }

    /** Forces rows and frames like this; so much of the journal has been forced already. */
    Flushing(Path folder, Forcing rows, Forcing frames, Journal journal, long flushed, ReentrantLock writing) {
        this.folder = folder;
        this.rows = rows;
        this.frames = frames;
        this.journal = journal;
        this.flushed = flushed;
        this.writing = writing;
    }

    void fail(IOException reason) {
        failure = reason;
    }

    boolean failed() {
        return failure != null;
    }

    void requireSound() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    void requireWritable() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw new IOException(
                    "%s can only be read since an earlier write failed; opening it again helps when the reason is gone: %s"
                            .formatted(folder, failed.getMessage()),
                    failed);
        }
    }

    void flush() throws IOException {
        long wanted = end();
        if (flushed >= wanted) {
            return;
        }
        flushing.lock();
        try {
            if (flushed >= wanted) {
                return;
            }
            requireSound();
            long end = end();
            force();
            flushed = end;
            mark(end);
        } finally {
            flushing.unlock();
        }
    }

    private long end() {
        writing.lock();
        try {
            return journal.end();
        } finally {
            writing.unlock();
        }
    }

    private void force() throws IOException {
        try {
            rows.force();
            frames.force();
        } catch (IOException e) {
            // The system may have forgotten what it could not write: trying again would succeed without it.
            failure = new IOException("%s can't be forced to disk: %s".formatted(folder, e.getMessage()), e);
            throw failure;
        }
    }

    /** Tells those who open the journal later that damage before here is no torn end. It need not be on disk for that. */
    private void mark(long end) {
        writing.lock();
        try {
            boolean nothingSince = journal.end() == end;
            journal.append(List.of(new JournalRecord.Synced(end)));
            if (nothingSince) {
                flushed = journal.end();
            }
        } catch (IOException e) {
            // Without the mark, damage would be taken for a torn end. Nothing is lost by that.
            flushed = end;
        } finally {
            writing.unlock();
        }
    }
}
