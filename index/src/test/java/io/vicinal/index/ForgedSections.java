package io.vicinal.index;

import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Copies of what an index of a file's rows saved, with a number changed and the checksums right. */
final class ForgedSections {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final List<String> SECTIONS =
            List.of("rows.index", "graph", "entry", "links", "slots", "upper.links");

    private final Path saved;

    ForgedSections(Path saved) {
        this.saved = saved;
    }

    /** Copies with one number of a section changed. */
    Path with(String name, int at, int number, Path forged) throws IOException {
        try (Snapshot snapshot = Snapshot.open(saved);
                SnapshotWriter writer = SnapshotWriter.create(forged)) {
            for (String section : SECTIONS) {
                MemorySegment copy =
                        MemorySegment.ofArray(snapshot.section(section).toArray(ValueLayout.JAVA_BYTE));
                if (section.equals(name)) {
                    copy.set(INT, (long) at * Integer.BYTES, number);
                }
                writer.begin(section);
                writer.write(copy);
            }
            writer.commit();
        }
        return forged;
    }
}
