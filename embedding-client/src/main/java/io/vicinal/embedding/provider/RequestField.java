package io.vicinal.embedding.provider;

/** A field of a request that not every provider understands. */
public enum RequestField {
    /** Numbers or base64. */
    ENCODING_FORMAT("encoding_format"),
    /** How long the vectors shall be, for models that were trained for it. */
    DIMENSIONS("dimensions"),
    /** A name for the end user, against misuse. */
    USER("user"),
    /** Whether a text is a query or a document, for models that tell them apart. */
    INPUT_TYPE("input_type"),
    /** Which hosts behind a gateway may answer. */
    ROUTING("provider");

    private final String wireName;

    RequestField(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the field's name in a request.
     *
     * @return the name in JSON
     */
    public String wireName() {
        return wireName;
    }
}
