package io.vicinal.cli.document;

import java.util.Objects;

/**
 * Which fields of a JSON object, or columns of a CSV file, mean what. Lines of text have no fields.
 *
 * @param id the field with the id; where it is missing, the line number is the id
 * @param text the field with the text, which must be there
 */
public record DocumentFields(String id, String text) {
    /** Why a document could not be embedded, in the files that list such documents. It is no part of the document. */
    public static final String FAILURE = "vicinal:failure";

    /** {@code id} and {@code text}. */
    public static final DocumentFields DEFAULT = new DocumentFields("id", "text");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if both are the same
     */
    public DocumentFields {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        if (id.equals(text)) {
            throw new IllegalArgumentException("the id and the text can't both be in field '" + id + "'");
        }
    }
}
