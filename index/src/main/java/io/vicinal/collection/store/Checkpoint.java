package io.vicinal.collection.store;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.vicinal.collection.journal.Journal;
import io.vicinal.index.RowIndex;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * What is known of a generation up to a place in its journal, so that opening need not read the journal before it. Whatever stands here can be made
 * anew from journal and rows. docs/FORMAT.md describes the sections.
 */
final class Checkpoint {
    private static final String HEAD = "collection";
    private static final String OFFSETS = "offsets";
    private static final String TAKEN = "taken";
    private static final String IDS = "ids";
    private static final int HEAD_BYTES = 40;
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Checkpoint() {}

    /** What is taken while nothing changes, to be written while changes go on. */
    static final class Content {
        private final Documents documents;
        private final Moment moment;
        private final long journalSalt;
        private final long journalEnd;
        private final long[] ids;
        private final int idsUsed;

        Content(Documents documents, Journal journal) {
            this.documents = documents;
            this.moment = documents.now();
            this.journalSalt = journal.salt();
            this.journalEnd = journal.end();
            this.ids = documents.ids().copy();
            this.idsUsed = documents.ids().used();
        }

        Moment moment() {
            return moment;
        }
    }

    /** Starts a checkpoint: takes and writes what nobody may change meanwhile. */
    static SnapshotWriter begin(Path file, Documents documents) throws IOException {
        SnapshotWriter snapshot = SnapshotWriter.create(file);
        try {
            documents.metadata().save(snapshot);
            return snapshot;
        } catch (IOException | RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    /** Writes the rest. */
    static void finish(SnapshotWriter snapshot, Content content, RowIndex index) throws IOException {
        Moment moment = content.moment;
        MemorySegment head = MemorySegment.ofArray(new byte[HEAD_BYTES]);
        head.set(LONG, 0, content.journalSalt);
        head.set(LONG, 8, content.journalEnd);
        head.set(LONG, 16, moment.sequence());
        head.set(INT, 24, moment.count());
        head.set(INT, 28, moment.removals());
        head.set(INT, 32, content.idsUsed);
        snapshot.begin(HEAD);
        snapshot.write(head);
        snapshot.begin(OFFSETS);
        writeOffsets(snapshot, content.documents.offsets(), moment.count());
        snapshot.begin(TAKEN);
        snapshot.write(MemorySegment.ofArray(taken(content.documents.removals(), moment)));
        snapshot.begin(IDS);
        writeLongs(snapshot, content.ids, content.ids.length);
        index.save(snapshot);
        snapshot.commit();
    }

    private static void writeOffsets(SnapshotWriter snapshot, LongColumn offsets, int count) throws IOException {
        int length = LongColumn.pieceLength();
        for (int first = 0; first < count; first += length) {
            writeLongs(snapshot, offsets.piece(first / length), Math.min(length, count - first));
        }
    }

    private static void writeLongs(SnapshotWriter snapshot, long[] numbers, int count) throws IOException {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.min(count, 1 << 14) * Long.BYTES]);
        for (int done = 0; done < count; ) {
            int next = (int) Math.min(bytes.byteSize() / Long.BYTES, count - done);
            MemorySegment.copy(numbers, done, bytes, LONG, 0, next);
            snapshot.write(bytes.asSlice(0, (long) next * Long.BYTES));
            done += next;
        }
    }

    /** The rows taken, in the order in which they were. */
    private static byte[] taken(Removals removals, Moment moment) {
        byte[] bytes = new byte[moment.removals() * Integer.BYTES];
        MemorySegment rows = MemorySegment.ofArray(bytes);
        for (int row = 0; row < moment.count() && moment.removals() > 0; row++) {
            int number = removals.number(row);
            if (number != 0 && number <= moment.removals()) {
                rows.set(INT, (number - 1L) * Integer.BYTES, row);
            }
        }
        return bytes;
    }

    /** Reads what was written, and moves the journal on to where it was then. */
    static Documents read(Snapshot snapshot, Journal journal) {
        MemorySegment head = snapshot.section(HEAD, HEAD_BYTES);
        if (head.get(LONG, 0) != journal.salt()) {
            throw snapshot.corrupt(HEAD, 0, "it belongs to another journal than " + journal.file());
        }
        int count = head.get(INT, 24);
        int removals = head.get(INT, 28);
        int idsUsed = head.get(INT, 32);
        if (count < 0 || removals < 0 || removals > count) {
            throw snapshot.corrupt(HEAD, 24, "impossible numbers: %d rows, %d taken".formatted(count, removals));
        }
        LongColumn offsets = offsets(snapshot.section(OFFSETS, (long) count * Long.BYTES), count);
        Removals taken = new Removals();
        MemorySegment rows = snapshot.section(TAKEN, (long) removals * Integer.BYTES);
        for (int i = 0; i < removals; i++) {
            int row = rows.get(INT, (long) i * Integer.BYTES);
            if (row < 0 || row >= count) {
                throw snapshot.corrupt(TAKEN, (long) i * Integer.BYTES, "there is no row " + row);
            }
            taken.take(row, i + 1);
        }
        long[] slots = snapshot.section(IDS).toArray(LONG);
        if (!IdTable.plausible(slots, idsUsed)) {
            throw snapshot.corrupt(IDS, 0, "%d slots for %d ids are no table".formatted(slots.length, idsUsed));
        }
        journal.moveTo(head.get(LONG, 8));
        return new Documents(
                journal,
                offsets,
                taken,
                IdTable.of(journal.salt(), slots, idsUsed),
                LazyMetadata.in(snapshot, count),
                new Moment(count, removals, head.get(LONG, 16)));
    }

    private static LongColumn offsets(MemorySegment section, int count) {
        LongColumn offsets = new LongColumn();
        int length = LongColumn.pieceLength();
        for (int first = 0; first < count; first += length) {
            MemorySegment.copy(
                    section,
                    LONG,
                    (long) first * Long.BYTES,
                    offsets.piece(first / length),
                    0,
                    Math.min(length, count - first));
        }
        return offsets;
    }
}
