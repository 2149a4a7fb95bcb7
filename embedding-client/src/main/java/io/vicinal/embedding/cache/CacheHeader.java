package io.vicinal.embedding.cache;

import io.vicinal.storage.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What stands beside the entries of a persistent cache. docs/FORMAT.md describes it byte for byte.
 *
 * @param kind which library the entries belong to
 * @param state what was last known of them
 * @param capacity what they were given room for, in bytes; 0 if that isn't fixed
 * @param bytes what they took when the cache was last closed; negative before that
 * @param length how long their file is at least, in bytes; 0 if that isn't known
 * @param head the beginning of their file, which never changes; empty if it isn't known
 */
@SuppressWarnings("ArrayRecordComponent") // Headers are never compared, and nobody changes an array.
record CacheHeader(Kind kind, State state, long capacity, long bytes, long length, byte[] head) {
    /** Which library the entries belong to. */
    enum Kind {
        CHRONICLE_MAP(1, "embeddings.chronicle", "ChronicleEmbeddingCache"),
        MV_STORE(2, "embeddings.mv", "MvStoreEmbeddingCache");

        final int wireNumber;
        final String fileName;
        final String opener;

        Kind(int wireNumber, String fileName, String opener) {
            this.wireNumber = wireNumber;
            this.fileName = fileName;
            this.opener = opener;
        }
    }

    /** What is known of the entries. */
    enum State {
        /** Their file is not complete and holds nothing yet. */
        MADE(1),
        /** A process uses them, or was killed while it did. */
        IN_USE(2),
        /** They are complete. */
        CLOSED(3);

        final int wireNumber;

        State(int wireNumber) {
            this.wireNumber = wireNumber;
        }
    }

    private static final byte[] MAGIC = "VICINALC".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKSUM = 60;
    private static final int HEAD = 64;

    CacheHeader closed(long newBytes, long newLength) {
        return new CacheHeader(kind, State.CLOSED, capacity, newBytes, newLength, head);
    }

    byte[] toBytes() {
        byte[] page = new byte[HEAD + head.length];
        ByteBuffer bytes = littleEndian(page)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(kind.wireNumber)
                .putInt(state.wireNumber)
                .putInt(head.length)
                .putLong(capacity)
                .putLong(this.bytes)
                .putLong(length)
                .put(HEAD, head);
        bytes.putInt(CHECKSUM, checksum(page));
        return page;
    }

    static CacheHeader ofBytes(byte[] array, Path file) {
        if (array.length < HEAD) {
            throw new CorruptFileException(
                    file, array.length, "the file ends here, %d bytes too early".formatted(HEAD - array.length));
        }
        ByteBuffer bytes = littleEndian(array);
        if (bytes.getLong(0) != littleEndian(MAGIC).getLong(0)) {
            throw new CorruptFileException(file, 0, "the header of a cache begins with VICINALC, this one does not");
        }
        if (bytes.getInt(8) != VERSION) {
            throw new CorruptFileException(
                    file, 8, "format version is %d but only %d can be read".formatted(bytes.getInt(8), VERSION));
        }
        int expected = checksum(array);
        if (bytes.getInt(CHECKSUM) != expected || bytes.getInt(20) != array.length - HEAD) {
            throw new CorruptFileException(
                    file,
                    CHECKSUM,
                    "the checksum is %08x but should be %08x".formatted(bytes.getInt(CHECKSUM), expected));
        }
        byte[] head = new byte[array.length - HEAD];
        bytes.get(HEAD, head);
        return new CacheHeader(
                kind(bytes, file), state(bytes, file), bytes.getLong(24), bytes.getLong(32), bytes.getLong(40), head);
    }

    private static Kind kind(ByteBuffer bytes, Path file) {
        for (Kind kind : Kind.values()) {
            if (kind.wireNumber == bytes.getInt(12)) {
                return kind;
            }
        }
        throw new CorruptFileException(file, 12, "unknown kind of cache " + bytes.getInt(12));
    }

    private static State state(ByteBuffer bytes, Path file) {
        for (State state : State.values()) {
            if (state.wireNumber == bytes.getInt(16)) {
                return state;
            }
        }
        throw new CorruptFileException(file, 16, "unknown state " + bytes.getInt(16));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM);
        crc.update(bytes, HEAD, bytes.length - HEAD);
        return (int) crc.getValue();
    }
}
