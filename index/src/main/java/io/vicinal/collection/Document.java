package io.vicinal.collection;

import io.vicinal.collection.metadata.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of a collection: an id, a vector, perhaps a text, and metadata. Immutable: each method that sets something returns another that differs in
 * one thing.
 *
 * <pre>{@code
 * Document.of("moby-dick", vector).text("Call me Ishmael.").metadata(Metadata.of(Map.of("year", 1851)));
 * }</pre>
 */
public final class Document {
    private final String id;
    private final @Nullable String text;
    private final Metadata metadata;
    private final float @Nullable [] vector;

    Document(String id, @Nullable String text, Metadata metadata, float @Nullable [] vector) {
        this.id = id;
        this.text = text;
        this.metadata = metadata;
        this.vector = vector;
    }

    /**
     * Makes a document without text and metadata.
     *
     * @param id the caller's key, not empty
     * @param vector as many floats as the collection has dimensions, copied
     * @return the document
     * @throws IllegalArgumentException if the id is empty, or half of a surrogate pair stands alone in it
     */
    public static Document of(String id, float[] vector) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a document's id must not be empty");
        }
        return new Document(requireWhole("id", id), null, Metadata.empty(), vector.clone());
    }

    private static String requireWhole(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "the %s of a document has half of a surrogate pair alone: '%s'".formatted(name, text));
        }
        return text;
    }

    /**
     * Sets the text.
     *
     * @param newText any text
     * @return a document with that text
     * @throws IllegalArgumentException if half of a surrogate pair stands alone in it
     */
    public Document text(String newText) {
        return new Document(id, requireWhole("text", newText), metadata, vector);
    }

    /**
     * Sets the metadata.
     *
     * @param newMetadata the fields
     * @return a document with these fields and no others
     */
    public Document metadata(Metadata newMetadata) {
        return new Document(id, text, newMetadata, vector);
    }

    /**
     * Returns the id.
     *
     * @return the caller's key
     */
    public String id() {
        return id;
    }

    /**
     * Returns the text.
     *
     * @return the text, if there is one
     */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /**
     * Returns the metadata.
     *
     * @return the fields; those of them that were asked for, in an answer
     */
    public Metadata metadata() {
        return metadata;
    }

    /**
     * Returns the vector.
     *
     * @return as it was put, to one part in a million, the caller's own; empty in an answer to a question that didn't ask for vectors
     */
    public Optional<float[]> vector() {
        return Optional.ofNullable(vector).map(float[]::clone);
    }

    /** The vector itself, not to be changed. */
    float[] requireVector() {
        if (vector == null) {
            throw new IllegalArgumentException("document '%s' has no vector".formatted(id));
        }
        return vector;
    }

    @Nullable
    String textOrNull() {
        return text;
    }

    @Override
    public String toString() {
        return "Document[id=%s, text=%s, metadata=%s]".formatted(id, text, metadata);
    }
}
