package io.vicinal.embedding.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a vector is kept under: the SHA-256 of all that decides about its components. docs/FORMAT.md tells which bytes go into it.
 *
 * @param first bytes 0–7 of the hash, the first byte highest
 * @param second bytes 8–15
 * @param third bytes 16–23
 * @param fourth bytes 24–31
 */
public record CacheKey(long first, long second, long third, long fourth) implements Comparable<CacheKey> {
    /**
     * The version of what is done to a text before it is embedded. Version 1: nothing. Whoever changes that counts this up, and finds
     * no vector of the text as it was.
     */
    public static final int TEXT_NORMALISATION = 1;

    /** Bytes of a key. */
    static final int BYTES = 32;

    /**
     * Makes the key of a text.
     *
     * @param identity the identity of the model, as {@link io.vicinal.embedding.EmbeddingModel#identity} returns it
     * @param text the text, any
     * @return its key, equal only for equal identities and texts
     */
    public static CacheKey of(String identity, String text) {
        // Java's own characters: an encoding would make one of two texts that differ in unpaired surrogates only.
        ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * (identity.length() + text.length()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(TEXT_NORMALISATION)
                .putInt(identity.length());
        bytes.asCharBuffer().put(identity).put(text);
        return ofBytes(sha256().digest(bytes.array()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256, this one does not", e);
        }
    }

    static CacheKey ofBytes(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    static CacheKey read(ByteBuffer bytes) {
        return new CacheKey(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** Orders keys like their bytes. */
    @Override
    public int compareTo(CacheKey other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Long.compareUnsigned(second, other.second);
        }
        if (order == 0) {
            order = Long.compareUnsigned(third, other.third);
        }
        return order == 0 ? Long.compareUnsigned(fourth, other.fourth) : order;
    }

    /** Returns the hash as 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
