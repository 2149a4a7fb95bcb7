package io.vicinal.index;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a saved index says of itself, in the snapshot's section {@code index}.
 *
 * @param engine the engine that saved it
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param count number of rows
 */
public record IndexFile(String engine, int dimension, Metric metric, int count) {
    private static final String SECTION = "index";
    private static final int FIXED_BYTES = 16;
    private static final int MAX_DIMENSION = 65_536;

    /**
     * Writes the section.
     *
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot) throws IOException {
        write(snapshot, SECTION);
    }

    /**
     * Writes a section of another name, for what is no index by itself.
     *
     * @param snapshot where to
     * @param section the section's name
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot, String section) throws IOException {
        byte[] name = engine.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[FIXED_BYTES + name.length];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(dimension)
                .putInt(metric.wireNumber())
                .putInt(count)
                .putInt(name.length)
                .put(name);
        snapshot.begin(section);
        snapshot.write(MemorySegment.ofArray(bytes));
    }

    /**
     * Reads the section.
     *
     * @param snapshot where from
     * @return what it says
     * @throws io.vicinal.storage.CorruptFileException if that is impossible
     */
    public static IndexFile read(Snapshot snapshot) {
        return read(snapshot, SECTION);
    }

    /**
     * Reads a section of another name.
     *
     * @param snapshot where from
     * @param section the section's name
     * @return what it says
     * @throws io.vicinal.storage.CorruptFileException if that is impossible
     */
    public static IndexFile read(Snapshot snapshot, String section) {
        byte[] bytes = snapshot.section(section).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < FIXED_BYTES || bytes.length != FIXED_BYTES + buffer.getInt(12)) {
            throw snapshot.corrupt(section, 0, "it has an impossible length of " + bytes.length);
        }
        int dimension = buffer.getInt(0);
        int count = buffer.getInt(8);
        if (dimension < 1 || dimension > MAX_DIMENSION || count < 0) {
            throw snapshot.corrupt(section, 0, "impossible dimension %d or count %d".formatted(dimension, count));
        }
        String engine = new String(bytes, FIXED_BYTES, bytes.length - FIXED_BYTES, StandardCharsets.UTF_8);
        return new IndexFile(engine, dimension, metric(snapshot, section, buffer.getInt(4)), count);
    }

    private static Metric metric(Snapshot snapshot, String section, int wireNumber) {
        try {
            return Metric.ofWireNumber(wireNumber);
        } catch (IllegalArgumentException e) {
            throw snapshot.corrupt(section, 4, String.valueOf(e.getMessage()));
        }
    }
}
