package io.vicinal.collection.store;

import io.vicinal.collection.filter.bitmap.MetadataIndex;
import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import java.io.IOException;
import java.util.List;

/**
 * Which documents there are, in memory: where each one's frame stands in the journal, which rows were taken, which row an id leads to, and who has
 * which metadata.
 *
 * <p>Any number of threads may read, each by a {@link Moment}; one at a time changes.
 */
final class Documents {
    private final Journal journal;
    private final LongColumn offsets;
    private final Removals removals;
    private final IdTable ids;
    private final LazyMetadata metadata;
    private volatile Moment now;

    Documents(Journal journal, LongColumn offsets, Removals removals, IdTable ids, LazyMetadata metadata, Moment now) {
        this.journal = journal;
        this.offsets = offsets;
        this.removals = removals;
        this.ids = ids;
        this.metadata = metadata;
        this.now = now;
    }

    static Documents none(Journal journal) {
        return new Documents(
                journal,
                new LongColumn(),
                new Removals(),
                new IdTable(journal.salt()),
                LazyMetadata.none(),
                Moment.EMPTY);
    }

    Moment now() {
        return now;
    }

    boolean visible(int row, Moment moment) {
        return row < moment.count() && !removals.taken(row, moment);
    }

    /** Finds the row of an id; {@link JournalRecord#NONE} if there was no such document at that moment. */
    int find(String id, Moment moment) throws IOException {
        IdTable.Candidates candidates = ids.candidates(id);
        for (int row = candidates.next(); row != IdTable.NONE; row = candidates.next()) {
            if (visible(row, moment) && read(row).id().equals(id)) {
                return row;
            }
        }
        return JournalRecord.NONE;
    }

    JournalRecord.Put read(int row) throws IOException {
        return journal.read(offsets.get(row));
    }

    long offset(int row) {
        return offsets.get(row);
    }

    MetadataIndex metadata() {
        return metadata.get();
    }

    LongColumn offsets() {
        return offsets;
    }

    Removals removals() {
        return removals;
    }

    IdTable ids() {
        return ids;
    }

    /**
     * Makes a batch of changes that stand in the journal, which are seen all at once.
     *
     * @param batch the changes
     * @param frames where their frames begin
     */
    void apply(List<? extends JournalRecord.Change> batch, long[] frames) {
        MetadataIndex index = metadata.get();
        index.together(() -> {
            int count = now.count();
            int taken = now.removals();
            for (int i = 0; i < frames.length; i++) {
                JournalRecord.Change change = batch.get(i);
                if (change instanceof JournalRecord.Put put) {
                    offsets.set(put.ordinal(), frames[i]);
                    ids.add(put.id(), put.ordinal());
                    index.add(put.ordinal(), put.metadata());
                    count++;
                    if (put.replaced() != JournalRecord.NONE) {
                        removals.take(put.replaced(), ++taken);
                    }
                } else {
                    removals.take(((JournalRecord.Delete) change).ordinal(), ++taken);
                }
            }
            now = new Moment(count, taken, batch.get(frames.length - 1).sequence());
        });
    }

    /** Has later changes have greater numbers than this one. */
    void number(long sequence) {
        now = new Moment(now.count(), now.removals(), Math.max(sequence, now.sequence()));
    }

    /** Tells what is wrong with a change that is to come next; empty if nothing is. */
    String problem(JournalRecord.Change change, int count) {
        if (change instanceof JournalRecord.Put put) {
            if (put.ordinal() != count) {
                return "row %d is put where row %d should follow".formatted(put.ordinal(), count);
            }
            return put.replaced() == JournalRecord.NONE ? "" : problem(put.replaced(), count);
        }
        return problem(((JournalRecord.Delete) change).ordinal(), count);
    }

    private String problem(int taken, int count) {
        return taken >= 0 && taken < count && removals.number(taken) == 0
                ? ""
                : "row %d is taken, which is not there".formatted(taken);
    }

    long heapBytes() {
        return offsets.heapBytes() + removals.heapBytes() + ids.heapBytes() + metadata.heapBytes();
    }
}
