package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what is left of a generation into the next one: first what there is at the beginning, while changes go on, then, while they wait, what changed
 * since.
 */
public final class Compaction {
    private static final int COPIED_AT_ONCE = 256;

    private final GenerationWriter old;
    private final GenerationWriter next;
    private final Moment start;
    private final long startOfChanges;

    /** For each row of the old generation the row in the next. */
    private int[] rows;

    private List<JournalRecord.Change> batch = new ArrayList<>();

    /** What is done once everything is in the next generation, while changes wait. */
    @FunctionalInterface
    public interface Switch {
        /**
         * Makes the next generation the current one.
         *
         * @throws IOException if that can't be written
         */
        void run() throws IOException;
    }

    /**
     * Begins.
     *
     * @param old the generation that has been written so far
     * @param next an empty one
     */
    public Compaction(GenerationWriter old, GenerationWriter next) {
        this.old = old;
        this.next = next;
        old.writing().lock();
        try {
            this.start = old.generation().now();
            this.startOfChanges = old.generation().journal().end();
        } finally {
            old.writing().unlock();
        }
        this.rows = new int[start.count()];
        Arrays.fill(rows, JournalRecord.NONE);
    }

    /**
     * Copies the documents there were at the beginning.
     *
     * @throws IOException if they can't be read or written
     * @throws CorruptFileException if one of them is damaged
     */
    public void copy() throws IOException {
        int[] chosen = new int[COPIED_AT_ONCE];
        int count = 0;
        for (int row = 0; row < start.count(); row++) {
            if (old.generation().visible(row, start)) {
                chosen[count++] = row;
                if (count == chosen.length) {
                    copy(chosen);
                    count = 0;
                }
            }
        }
        copy(Arrays.copyOf(chosen, count));
        next.number(start.sequence());
    }

    private void copy(int[] chosen) throws IOException {
        if (chosen.length == 0) {
            return;
        }
        List<JournalRecord.Put> puts = new ArrayList<>();
        for (int row : chosen) {
            puts.add(old.generation().read(row));
        }
        int first = next.copy(puts, chosen, old.generation().vectors());
        for (int i = 0; i < chosen.length; i++) {
            rows[chosen[i]] = first + i;
        }
    }

    /**
     * Makes the changes since, and switches. Writers of the old generation wait meanwhile, and can write nothing more to it afterwards.
     *
     * @param change makes the next generation the current one
     * @throws IOException if something can't be read or written; then the old generation is as it was
     */
    public void finish(Switch change) throws IOException {
        old.writing().lock();
        try {
            Journal journal = old.generation().journal();
            Journal.Stop stop = journal.scan(startOfChanges, journal.end(), (record, offset, end) -> {
                if (record instanceof JournalRecord.Change later) {
                    batch.add(later);
                    if (later.following() == 0) {
                        repeat();
                    }
                }
                return true;
            });
            if (!stop.problem().isEmpty()) {
                throw new CorruptFileException(journal.file(), stop.offset(), stop.problem());
            }
            next.flush();
            change.run();
        } finally {
            old.writing().unlock();
        }
    }

    private void repeat() throws IOException {
        List<JournalRecord.Change> changes = new ArrayList<>();
        int first = next.generation().now().count();
        int[] added = new int[batch.size()];
        int puts = 0;
        for (JournalRecord.Change change : batch) {
            if (change instanceof JournalRecord.Put put) {
                int row = first + puts;
                changes.add(GenerationWriter.moved(put, row, replaced(put), put.following()));
                note(put.ordinal(), row);
                added[puts++] = put.ordinal();
            } else {
                JournalRecord.Delete delete = (JournalRecord.Delete) change;
                changes.add(new JournalRecord.Delete(rows[delete.ordinal()], delete.sequence(), delete.following()));
            }
        }
        next.append(Arrays.copyOf(added, puts), old.generation().vectors(), changes);
        batch = new ArrayList<>();
    }

    private int replaced(JournalRecord.Put put) {
        return put.replaced() == JournalRecord.NONE ? JournalRecord.NONE : rows[put.replaced()];
    }

    private void note(int row, int moved) {
        if (row >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(row + 1, rows.length + rows.length / 2));
        }
        rows[row] = moved;
    }
}
