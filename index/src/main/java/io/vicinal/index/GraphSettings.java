package io.vicinal.index;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the graph of an approximate engine is built. Settings are immutable: each method that takes a number returns others that
 * differ in it.
 *
 * <p>The first two numbers trade time and memory for finding more; what they all were is saved with the index.
 *
 * @param connections neighbours that a node keeps on the upper levels (HNSW's <em>M</em>), 2 to 512; on the bottom level it
 *     keeps up to twice as many
 * @param buildEffort candidates looked at to find the neighbours of a new node (HNSW's <em>efConstruction</em>), at least 1; where many rows are
 *     connected at once, it says with how many groups of near rows each is compared
 * @param seed decides which nodes are on the upper levels, where the engine draws them itself
 * @param encoding the form in which rows are searched before exact scores decide, where the engine knows of that
 */
public record GraphSettings(int connections, int buildEffort, long seed, EncodingKind encoding) {
    /** Sixteen connections, a build effort of 200, the seed 42, and the codes that suit the dimension. */
    public static final GraphSettings DEFAULT = new GraphSettings(16, 200, 42, EncodingKind.AUTO);

    private static final int MAX_CONNECTIONS = 512;
    private static final String SECTION = "graph";
    private static final int BYTES = 20;

    /** Before there were encodings. */
    private static final int OLD_BYTES = 16;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public GraphSettings {
        if (connections < 2 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections must be between 2 and %d but is %d".formatted(MAX_CONNECTIONS, connections));
        }
        if (buildEffort < 1) {
            throw new IllegalArgumentException("buildEffort must be at least 1 but is %d".formatted(buildEffort));
        }
    }

    /**
     * Sets how many neighbours a node keeps.
     *
     * @param connections 2 to 512; 8 to 64 are usual
     * @return the settings with that many
     * @throws IllegalArgumentException if it is out of range
     */
    public GraphSettings connections(int connections) {
        return new GraphSettings(connections, buildEffort, seed, encoding);
    }

    /**
     * Sets how hard neighbours are looked for.
     *
     * @param buildEffort at least 1; 100 to 500 are usual
     * @return the settings with that effort
     * @throws IllegalArgumentException if it is out of range
     */
    public GraphSettings buildEffort(int buildEffort) {
        return new GraphSettings(connections, buildEffort, seed, encoding);
    }

    /**
     * Sets the seed.
     *
     * @param seed any number
     * @return the settings with that seed
     */
    public GraphSettings seed(long seed) {
        return new GraphSettings(connections, buildEffort, seed, encoding);
    }

    /**
     * Sets the form in which rows are searched.
     *
     * @param encoding {@link EncodingKind#FLOAT32} for exact scores from the beginning
     * @return the settings with that form
     */
    public GraphSettings encoding(EncodingKind encoding) {
        return new GraphSettings(connections, buildEffort, seed, encoding);
    }

    /**
     * Writes them as the section {@code graph}; for engines.
     *
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot) throws IOException {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(connections)
                .putInt(buildEffort)
                .putLong(seed)
                .putInt(encoding.wireNumber());
        snapshot.begin(SECTION);
        snapshot.write(MemorySegment.ofArray(bytes));
    }

    /**
     * Reads the section {@code graph}; for engines.
     *
     * @param snapshot where from
     * @return what it says
     * @throws io.vicinal.storage.CorruptFileException if that is impossible
     */
    public static GraphSettings read(Snapshot snapshot) {
        byte[] bytes = snapshot.section(SECTION).toArray(ValueLayout.JAVA_BYTE);
        if (bytes.length != BYTES && bytes.length != OLD_BYTES) {
            throw snapshot.corrupt(SECTION, 0, "it has %d bytes where %d were expected".formatted(bytes.length, BYTES));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            EncodingKind encoding =
                    bytes.length == BYTES ? EncodingKind.ofWireNumber(buffer.getInt(16)) : EncodingKind.FLOAT32;
            return new GraphSettings(buffer.getInt(0), buffer.getInt(4), buffer.getLong(8), encoding);
        } catch (IllegalArgumentException e) {
            throw snapshot.corrupt(SECTION, 0, String.valueOf(e.getMessage()));
        }
    }
}
