package io.vicinal.index.codes;

import io.vicinal.encoding.Encoding;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IndexSpec;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The sections that codes take in a snapshot; docs/FORMAT.md describes them. They are as in memory, so that opening maps them. */
final class SavedCodes {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String ENCODING = "encoding";
    private static final String CODES = "codes";
    private static final String DETAILS = "details";

    private SavedCodes() {}

    static void write(Encoding encoding, CodeView view, int count, SnapshotWriter snapshot) throws IOException {
        writeEncoding(encoding, snapshot);
        snapshot.beginBlocks(CODES);
        snapshot.write(view.codes().asSlice(0, (long) count * encoding.codeBytes()));
        if (encoding.detailBytes() > 0) {
            snapshot.beginBlocks(DETAILS);
            snapshot.write(view.details().asSlice(0, (long) count * encoding.detailBytes()));
        }
    }

    /** Writes how rows are encoded. */
    static void writeEncoding(Encoding encoding, SnapshotWriter snapshot) throws IOException {
        float[] centroid = encoding.centroid();
        MemorySegment header = MemorySegment.ofArray(new byte[Integer.BYTES + centroid.length * Float.BYTES]);
        header.set(INT, 0, encoding.kind().wireNumber());
        MemorySegment.copy(centroid, 0, header, FLOAT, Integer.BYTES, centroid.length);
        snapshot.begin(ENCODING);
        snapshot.write(header);
    }

    /** Reads how rows are encoded; null if they aren't. */
    static @Nullable Encoding encoding(Snapshot snapshot, IndexSpec spec) {
        if (!snapshot.has(ENCODING)) {
            return null;
        }
        long bytes = Integer.BYTES + (long) spec.dimension() * Float.BYTES;
        MemorySegment header = snapshot.section(ENCODING, bytes);
        float[] centroid = new float[spec.dimension()];
        MemorySegment.copy(header, FLOAT, Integer.BYTES, centroid, 0, centroid.length);
        try {
            EncodingKind kind = EncodingKind.ofWireNumber(header.get(INT, 0));
            return kind.create(spec.metric(), centroid);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw snapshot.corrupt(ENCODING, 0, String.valueOf(e.getMessage()));
        }
    }

    /** Reads all of them once and compares their checksums; where that has been done it takes no time. */
    static void verify(Snapshot snapshot, Encoding encoding) {
        snapshot.blocks(CODES).verifyAll();
        if (encoding.detailBytes() > 0) {
            snapshot.blocks(DETAILS).verifyAll();
        }
    }

    static CodeView view(Snapshot snapshot, Encoding encoding, int count) {
        MemorySegment details = encoding.detailBytes() == 0
                ? MemorySegment.NULL
                : snapshot.section(DETAILS, (long) count * encoding.detailBytes());
        return new CodeView(snapshot.section(CODES, (long) count * encoding.codeBytes()), details, count);
    }
}
