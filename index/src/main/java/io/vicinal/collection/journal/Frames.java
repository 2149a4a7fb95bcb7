package io.vicinal.collection.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A frame: the length of a payload, a checksum, the payload, and zeros up to a multiple of 8. The checksum covers a number that each journal draws
 * for itself and where the frame stands, so that bytes of another journal, or of a text that looks like a frame, are none.
 */
final class Frames {
    static final int HEAD_BYTES = 8;
    static final int ALIGNMENT = 8;

    /** Enough for any text, and little enough for an array. */
    static final int MAX_PAYLOAD = 1 << 28;

    private Frames() {}

    /** The length of a frame. */
    static long bytes(int payload) {
        return (HEAD_BYTES + (long) payload + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static int checksum(long salt, long offset, ByteBuffer payload) {
        ByteBuffer place = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(salt)
                .putLong(offset)
                .putInt(payload.remaining())
                .flip();
        CRC32C crc = new CRC32C();
        crc.update(place);
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }

    /** Makes a frame for a place. */
    static byte[] frame(long salt, long offset, byte[] payload) {
        return ByteBuffer.allocate((int) bytes(payload.length))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length)
                .putInt(checksum(salt, offset, ByteBuffer.wrap(payload)))
                .put(payload)
                .array();
    }
}
