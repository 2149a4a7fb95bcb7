package io.vicinal.embedding.provider;

/** How a host is asked to write vectors. Whatever it is asked for, what arrives is read. */
public enum EncodingFormat {
    /** Decimal numbers. */
    FLOAT("float"),
    /** Little-endian float32 in base64: a quarter of the bytes, and faster to read. */
    BASE64("base64");

    private final String wireName;

    EncodingFormat(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name in a request.
     *
     * @return the name in JSON
     */
    public String wireName() {
        return wireName;
    }
}
