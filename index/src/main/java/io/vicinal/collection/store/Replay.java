package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the changes that the journal tells of and memory does not know yet. A change counts when its batch is whole and the rows it brings are what was
 * written. What follows the last that counts is either the torn end of a process that was killed, or damage: a mark behind it, which says that all of
 * it had been forced to disk, tells them apart.
 */
final class Replay {
    private final Journal journal;
    private final Documents documents;
    private final Rows rows;
    private final List<JournalRecord.Change> batch = new ArrayList<>();
    private long[] frames = new long[16];
    private long good;
    private long flushed;
    private String problem = "";
    private int badRow = JournalRecord.NONE;
    private long changes;

    /** Tells about rows: how many there can be, and whether one is what was written with a checksum. */
    interface Rows {
        boolean intact(int row, int checksum) throws IOException;

        CorruptFileException damaged(int row, String problem);
    }

    /**
     * What was found behind the last change that counts.
     *
     * @param offset where that is
     * @param size how long the journal is
     * @param problem why what follows doesn't count; empty if nothing follows
     * @param changes how many changes were made
     * @param flushed what stands before has been forced to disk
     * @param badRow the row that is not what was written, if that is the problem
     */
    record Result(long offset, long size, String problem, long changes, long flushed, int badRow) {
        boolean torn() {
            return offset < size;
        }
    }

    private Replay(Journal journal, Documents documents, Rows rows) {
        this.journal = journal;
        this.documents = documents;
        this.rows = rows;
        this.good = journal.end();
        this.flushed = good;
    }

    /**
     * Replays from the end known so far, and moves that on.
     *
     * @param size how long the journal was, before it was seen how many rows there are: of all records up to there the rows are there too
     */
    static Result run(Journal journal, Documents documents, Rows rows, long size) throws IOException {
        return new Replay(journal, documents, rows).run(size);
    }

    private Result run(long size) throws IOException {
        Journal.Stop stop = journal.scan(good, size, this::visit);
        if (problem.isEmpty()) {
            problem = !stop.problem().isEmpty() || batch.isEmpty()
                    ? stop.problem()
                    : "%d changes of a batch are missing"
                            .formatted(batch.getLast().following());
        }
        journal.moveTo(good);
        return new Result(good, stop.size(), problem, changes, flushed, badRow);
    }

    private boolean visit(JournalRecord record, long offset, long next) throws IOException {
        if (record instanceof JournalRecord.Change change) {
            return change(change, offset, next);
        }
        if (!batch.isEmpty()) {
            problem = "a batch breaks off";
            return false;
        }
        good = next;
        if (record instanceof JournalRecord.Numbered numbered) {
            documents.number(numbered.sequence());
            return true;
        }
        long marked = ((JournalRecord.Synced) record).end();
        // A mark with nothing before it that it doesn't tell of needs no other.
        flushed = marked == offset ? next : Math.max(flushed, marked);
        return true;
    }

    private boolean change(JournalRecord.Change change, long offset, long next) throws IOException {
        problem = problem(change);
        if (!problem.isEmpty()) {
            return false;
        }
        if (batch.size() == frames.length) {
            frames = Arrays.copyOf(frames, 2 * frames.length);
        }
        frames[batch.size()] = offset;
        batch.add(change);
        if (change.following() == 0) {
            documents.apply(batch, Arrays.copyOf(frames, batch.size()));
            changes += batch.size();
            batch.clear();
            good = next;
        }
        return true;
    }

    private String problem(JournalRecord.Change change) throws IOException {
        if (!batch.isEmpty() && change.following() != batch.getLast().following() - 1) {
            return "a batch breaks off";
        }
        if (change.sequence()
                <= (batch.isEmpty()
                        ? documents.now().sequence()
                        : batch.getLast().sequence())) {
            return "change %d comes too late".formatted(change.sequence());
        }
        String impossible = documents.problem(change, documents.now().count() + puts());
        if (impossible.isEmpty()
                && change instanceof JournalRecord.Put put
                && !rows.intact(put.ordinal(), put.rowChecksum())) {
            badRow = put.ordinal();
            return "row %d of document '%s' is not what was written".formatted(put.ordinal(), put.id());
        }
        return impossible;
    }

    /** Batches are all of puts or all of deletions. */
    private int puts() {
        return batch.isEmpty() || batch.getFirst() instanceof JournalRecord.Delete ? 0 : batch.size();
    }

    /**
     * Refuses what is damage and no torn end: something behind it says that it had been forced to disk.
     *
     * @throws CorruptFileException if so
     */
    static void requireTorn(Journal journal, Result result, Rows rows) throws IOException {
        long at = result.offset();
        while (at < result.size()) {
            Journal.Stop stop =
                    journal.scan(journal.resume(at + 1, result.size()), result.size(), (record, offset, next) -> {
                        if (record instanceof JournalRecord.Synced synced && synced.end() > result.offset()) {
                            String damage = "%s; it had been forced to disk, as a mark at offset %d of the journal says"
                                    .formatted(result.problem(), offset);
                            throw result.badRow() == JournalRecord.NONE
                                    ? new CorruptFileException(journal.file(), result.offset(), damage)
                                    : rows.damaged(result.badRow(), damage);
                        }
                        return true;
                    });
            at = stop.offset();
            if (stop.problem().isEmpty()) {
                return;
            }
        }
    }
}
