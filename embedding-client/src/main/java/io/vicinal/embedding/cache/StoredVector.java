package io.vicinal.embedding.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The bytes that a vector is kept as: checksum, day, floats. docs/FORMAT.md describes them. */
final class StoredVector {
    private static final int DAY = 4;
    private static final int FLOATS = 8;

    private StoredVector() {}

    /** Encodes a vector made on a day, counted from 1970-01-01. */
    static byte[] encode(CacheKey key, float[] vector, int day) {
        byte[] array = new byte[FLOATS + vector.length * Float.BYTES];
        ByteBuffer bytes = littleEndian(array);
        bytes.putInt(DAY, day);
        bytes.position(FLOATS).asFloatBuffer().put(vector);
        bytes.putInt(0, checksum(key, array));
        return array;
    }

    /** Tells whether these are the bytes that a vector was encoded as, for this key. */
    static boolean isIntact(CacheKey key, byte[] bytes) {
        return bytes.length > FLOATS
                && bytes.length % Float.BYTES == 0
                && littleEndian(bytes).getInt(0) == checksum(key, bytes);
    }

    /** Returns the day. It means nothing if the bytes are damaged, and is 0 if they are too few. */
    static int day(byte[] bytes) {
        return bytes.length < FLOATS ? 0 : littleEndian(bytes).getInt(DAY);
    }

    /** Decodes intact bytes. */
    static float[] vector(byte[] bytes) {
        float[] vector = new float[(bytes.length - FLOATS) / Float.BYTES];
        littleEndian(bytes).position(FLOATS).asFloatBuffer().get(vector);
        return vector;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(CacheKey key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(key.toBytes());
        crc.update(bytes, DAY, bytes.length - DAY);
        return (int) crc.getValue();
    }
}
