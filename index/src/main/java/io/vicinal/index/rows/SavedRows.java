package io.vicinal.index.rows;

import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.SectionBlocks;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The sections that rows and ids take in a snapshot: {@code ids}, a long each; under cosine {@code norms}, a float each; and
 * {@code rows}, each padded to whole cache lines. Only live rows are saved, in the order of their ordinals. The rows are written
 * in blocks, so that opening a snapshot does not read them.
 */
public final class SavedRows {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String IDS = "ids";
    private static final String NORMS = "norms";
    private static final String ROWS = "rows";
    private static final long ROW_ALIGNMENT = 64;

    private SavedRows() {}

    /**
     * Writes the live rows.
     *
     * @param rows the rows
     * @param spec what they are
     * @param engine the name of the engine that will open them
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public static void write(IdRows rows, IndexSpec spec, String engine, SnapshotWriter snapshot) throws IOException {
        boolean cosine = spec.metric() == Metric.COSINE;
        new IndexFile(engine, spec.dimension(), spec.metric(), rows.size()).write(snapshot);
        MemorySegment id = MemorySegment.ofArray(new byte[Long.BYTES]);
        snapshot.begin(IDS);
        for (int ordinal = rows.nextLive(0); ordinal < rows.count(); ordinal = rows.nextLive(ordinal + 1)) {
            id.set(LONG, 0, rows.id(ordinal));
            snapshot.write(id);
        }
        if (cosine) {
            MemorySegment norm = MemorySegment.ofArray(new byte[Float.BYTES]);
            snapshot.begin(NORMS);
            for (int ordinal = rows.nextLive(0); ordinal < rows.count(); ordinal = rows.nextLive(ordinal + 1)) {
                norm.set(FLOAT, 0, rows.norm(ordinal));
                snapshot.write(norm);
            }
        }
        float[] components = new float[spec.dimension()];
        MemorySegment row = MemorySegment.ofArray(new byte[(int) stride(spec.dimension())]);
        snapshot.beginBlocks(ROWS);
        for (int ordinal = rows.nextLive(0); ordinal < rows.count(); ordinal = rows.nextLive(ordinal + 1)) {
            rows.copy(ordinal, components);
            MemorySegment.copy(components, 0, row, FLOAT, 0, spec.dimension());
            snapshot.write(row);
        }
    }

    private static long stride(int dimension) {
        return ((long) dimension * Float.BYTES + ROW_ALIGNMENT - 1) & -ROW_ALIGNMENT;
    }

    /**
     * Returns the blocks that the rows of a snapshot are verified by. Row {@code n} takes {@code stride} bytes from
     * {@code n * stride} on, with the stride of the rows.
     *
     * @param snapshot where the rows are
     * @return their blocks
     * @throws io.vicinal.storage.CorruptFileException if there are no rows
     */
    public static SectionBlocks blocks(Snapshot snapshot) {
        return snapshot.blocks(ROWS);
    }

    /** Finds the rows in a snapshot and verifies all of them, which reads them once. */
    static RowSource source(IndexFile header, Snapshot snapshot) {
        RowSource source = unverified(header, snapshot);
        blocks(snapshot).verifyAll();
        return source;
    }

    /** Finds the rows in a snapshot. Each may only be read once its {@linkplain #blocks blocks} are verified; norms are. */
    static RowSource unverified(IndexFile header, Snapshot snapshot) {
        long stride = stride(header.dimension());
        MemorySegment rows = section(snapshot, ROWS, header.count() * stride);
        MemorySegment norms = header.metric() == Metric.COSINE
                ? section(snapshot, NORMS, (long) header.count() * Float.BYTES)
                : MemorySegment.NULL;
        return new RowSource.Saved(snapshot, VectorRows.of(rows, 0, stride, header.dimension(), header.count()), norms);
    }

    /** Reads the ids of a snapshot. */
    static long[] ids(IndexFile header, Snapshot snapshot) {
        return section(snapshot, IDS, (long) header.count() * Long.BYTES).toArray(LONG);
    }

    private static MemorySegment section(Snapshot snapshot, String name, long length) {
        MemorySegment section = snapshot.section(name);
        if (section.byteSize() != length) {
            throw snapshot.corrupt(
                    name, 0, "it has %d bytes where %d were expected".formatted(section.byteSize(), length));
        }
        return section;
    }
}
