package io.vicinal.collection.journal;

import io.vicinal.storage.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What a journal begins with.
 *
 * @param salt a number drawn for this journal
 * @param generation the number of the generation that it belongs to
 * @param label what the owner wrote there
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record JournalHeader(long salt, long generation, byte[] label) {
    static final int FIXED_BYTES = 40;

    private static final byte[] MAGIC = "VICINALJ".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKSUM = 36;
    private static final int MAX_BYTES = 1 << 20;

    /** Where the first frame begins. */
    int bytes() {
        return (FIXED_BYTES + label.length + Frames.ALIGNMENT - 1) & -Frames.ALIGNMENT;
    }

    byte[] encode() {
        byte[] bytes = new byte[bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(bytes.length)
                .putLong(salt)
                .putLong(generation)
                .putInt(label.length)
                .putInt(0)
                .put(label);
        buffer.putInt(CHECKSUM, checksum(bytes));
        return bytes;
    }

    /** How many bytes the header takes, by its first {@value #FIXED_BYTES}. */
    static int length(ByteBuffer fixed, Path file) {
        byte[] magic = new byte[MAGIC.length];
        fixed.get(0, magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new CorruptFileException(file, 0, "a journal begins with VICINALJ, this file does not");
        }
        if (fixed.getInt(8) != VERSION) {
            throw new CorruptFileException(
                    file, 8, "format version is %d but only %d can be read".formatted(fixed.getInt(8), VERSION));
        }
        int length = fixed.getInt(12);
        if (length < FIXED_BYTES || length > MAX_BYTES) {
            throw new CorruptFileException(file, 12, "impossible length of the header " + length);
        }
        return length;
    }

    static JournalHeader decode(byte[] bytes, Path file) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int expected = buffer.getInt(CHECKSUM);
        int labelBytes = buffer.getInt(32);
        if (checksum(bytes) != expected || labelBytes < 0 || labelBytes > bytes.length - FIXED_BYTES) {
            throw new CorruptFileException(
                    file,
                    CHECKSUM,
                    "the header's checksum is %08x but should be %08x".formatted(expected, checksum(bytes)));
        }
        byte[] label = new byte[labelBytes];
        buffer.get(FIXED_BYTES, label);
        return new JournalHeader(buffer.getLong(16), buffer.getLong(24), label);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, FIXED_BYTES, bytes.length - FIXED_BYTES);
        return (int) crc.getValue();
    }
}
