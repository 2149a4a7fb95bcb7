package io.vicinal.collection;

import io.vicinal.collection.metadata.Metadata;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a collection is, and which generation holds it: the file that is replaced when another generation takes over. docs/FORMAT.md describes it.
 *
 * @param generation the number of the current one
 * @param spec what the collection is
 */
record CollectionFile(long generation, CollectionSpec spec) {
    static final String NAME = "collection";

    private static final byte[] MAGIC = "VICINALD".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int FIXED_BYTES = 32;
    private static final int CHECKSUM = 28;
    private static final int MAX_BYTES = 1 << 20;
    private static final String PROPERTY = "property.";

    static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(NAME));
    }

    /** Whether a file was to become this one, when its writer was killed. */
    static boolean isUnfinished(Path name) {
        return name.toString().startsWith("." + NAME + ".") && name.toString().endsWith(".tmp");
    }

    void write(Path directory) throws IOException {
        byte[] label = label(spec);
        byte[] bytes = new byte[FIXED_BYTES + label.length];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(label.length)
                .putLong(generation)
                .putInt(0)
                .putInt(0)
                .put(label);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM, checksum(bytes));
        try (NewFile file = NewFile.create(directory.resolve(NAME), bytes.length)) {
            file.write(MemorySegment.ofArray(bytes));
            file.publish();
        }
    }

    static CollectionFile read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.size(file) > MAX_BYTES) {
            throw new CorruptFileException(file, MAX_BYTES, "the file is too long for what it says");
        }
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < FIXED_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new CorruptFileException(file, 0, "the file of a collection begins with VICINALD, this one does not");
        }
        if (buffer.getInt(8) != VERSION) {
            throw new CorruptFileException(
                    file, 8, "format version is %d but only %d can be read".formatted(buffer.getInt(8), VERSION));
        }
        if (buffer.getInt(CHECKSUM) != checksum(bytes)) {
            throw new CorruptFileException(
                    file,
                    CHECKSUM,
                    "its checksum is %08x but it was written with %08x"
                            .formatted(checksum(bytes), buffer.getInt(CHECKSUM)));
        }
        long generation = buffer.getLong(16);
        if (buffer.getInt(12) != bytes.length - FIXED_BYTES || generation < 1) {
            throw new CorruptFileException(file, 12, "impossible length or generation " + generation);
        }
        return new CollectionFile(generation, spec(Arrays.copyOfRange(bytes, FIXED_BYTES, bytes.length), file));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM);
        crc.update(bytes, FIXED_BYTES, bytes.length - FIXED_BYTES);
        return (int) crc.getValue();
    }

    /** The spec as bytes, which journals begin with too. */
    static byte[] label(CollectionSpec spec) {
        Metadata.Builder fields = Metadata.builder()
                .put("dimension", spec.dimension())
                .put("metric", spec.metric().wireNumber())
                .put("engine", spec.engine())
                .put("connections", spec.graph().connections())
                .put("buildEffort", spec.graph().buildEffort())
                .put("seed", spec.graph().seed())
                .put("encoding", spec.graph().encoding().wireNumber())
                .put("model", spec.model());
        spec.properties().forEach((name, value) -> fields.put(PROPERTY + name, value));
        Metadata metadata = fields.build();
        ByteBuffer bytes = ByteBuffer.allocate(metadata.byteSize());
        metadata.writeTo(bytes);
        return bytes.array();
    }

    /** Reads what {@link #label} returned. */
    static CollectionSpec spec(byte[] label, Path file) {
        try {
            Metadata fields = Metadata.readFrom(ByteBuffer.wrap(label));
            Map<String, String> properties = new TreeMap<>();
            fields.asMap().forEach((name, value) -> {
                if (name.startsWith(PROPERTY)) {
                    properties.put(name.substring(PROPERTY.length()), value.toString());
                }
            });
            return new CollectionSpec(
                    number(fields, "dimension"),
                    Metric.ofWireNumber(number(fields, "metric")),
                    fields.asString("engine").orElseThrow(),
                    new GraphSettings(
                            number(fields, "connections"),
                            number(fields, "buildEffort"),
                            fields.asLong("seed").orElseThrow(),
                            encoding(fields)),
                    fields.asString("model").orElseThrow(),
                    properties);
        } catch (IllegalArgumentException | ArithmeticException | NoSuchElementException e) {
            throw new CorruptFileException(
                    file, FIXED_BYTES, "what the collection is can't be read: " + e.getMessage());
        }
    }

    /** Collections of before there were encodings say nothing of theirs. */
    private static EncodingKind encoding(Metadata fields) {
        long number = fields.asLong("encoding").orElse(EncodingKind.FLOAT32.wireNumber());
        return EncodingKind.ofWireNumber(Math.toIntExact(number));
    }

    private static int number(Metadata fields, String name) {
        return Math.toIntExact(fields.asLong(name).orElseThrow());
    }
}
