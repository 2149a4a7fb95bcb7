package io.vicinal.index.rows;

import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * The sections that rows and ids take in a snapshot: {@code ids}, a long each; under cosine {@code norms}, a float each; and
 * {@code rows}, each padded to whole cache lines. The rows are written in blocks, so that opening a snapshot does not read them.
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
        write(rows.store(), rows.size(), rows::nextLive, rows::id, spec, engine, snapshot);
    }

    /**
     * Writes rows.
     *
     * @param rows the rows
     * @param saved how many of them
     * @param next gives the first ordinal to save from a given one on; the number of rows or more if there is none
     * @param ids gives the id of an ordinal
     * @param spec what they are
     * @param engine the name of the engine that will open them
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public static void write(
            RowStore rows,
            int saved,
            IntUnaryOperator next,
            IntToLongFunction ids,
            IndexSpec spec,
            String engine,
            SnapshotWriter snapshot)
            throws IOException {
        int count = rows.count();
        new IndexFile(engine, spec.dimension(), spec.metric(), saved).write(snapshot);
        MemorySegment id = MemorySegment.ofArray(new byte[Long.BYTES]);
        snapshot.begin(IDS);
        for (int row = next.applyAsInt(0); row < count; row = next.applyAsInt(row + 1)) {
            id.set(LONG, 0, ids.applyAsLong(row));
            snapshot.write(id);
        }
        if (spec.metric() == Metric.COSINE) {
            MemorySegment norm = MemorySegment.ofArray(new byte[Float.BYTES]);
            snapshot.begin(NORMS);
            for (int row = next.applyAsInt(0); row < count; row = next.applyAsInt(row + 1)) {
                norm.set(FLOAT, 0, rows.norm(row));
                snapshot.write(norm);
            }
        }
        float[] components = new float[spec.dimension()];
        MemorySegment bytes = MemorySegment.ofArray(new byte[(int) stride(spec.dimension())]);
        snapshot.beginBlocks(ROWS);
        for (int row = next.applyAsInt(0); row < count; row = next.applyAsInt(row + 1)) {
            rows.copy(row, components);
            MemorySegment.copy(components, 0, bytes, FLOAT, 0, spec.dimension());
            snapshot.write(bytes);
        }
    }

    private static long stride(int dimension) {
        return ((long) dimension * Float.BYTES + ROW_ALIGNMENT - 1) & -ROW_ALIGNMENT;
    }

    /** Finds the rows in a snapshot and verifies all of them, which reads them once. */
    static RowSource source(IndexFile header, Snapshot snapshot) {
        RowSource source = unverified(header, snapshot);
        snapshot.blocks(ROWS).verifyAll();
        return source;
    }

    /** Finds the rows in a snapshot. Each may only be read once its blocks are verified; norms are. */
    static RowSource.Saved unverified(IndexFile header, Snapshot snapshot) {
        long stride = stride(header.dimension());
        MemorySegment rows = snapshot.section(ROWS, header.count() * stride);
        MemorySegment norms = header.metric() == Metric.COSINE
                ? snapshot.section(NORMS, (long) header.count() * Float.BYTES)
                : MemorySegment.NULL;
        VectorRows view = VectorRows.of(rows, 0, stride, header.dimension(), header.count());
        return new RowSource.Saved(snapshot, view, norms, snapshot.blocks(ROWS));
    }

    /** Reads the ids of a snapshot. */
    static long[] ids(IndexFile header, Snapshot snapshot) {
        return idSection(header, snapshot).toArray(LONG);
    }

    /**
     * Finds the ids in a snapshot.
     *
     * @param header what the snapshot says of its rows
     * @param snapshot the snapshot
     * @return a long for each row
     */
    public static MemorySegment idSection(IndexFile header, Snapshot snapshot) {
        return snapshot.section(IDS, (long) header.count() * Long.BYTES);
    }
}
