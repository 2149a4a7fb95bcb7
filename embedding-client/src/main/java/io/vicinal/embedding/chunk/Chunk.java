package io.vicinal.embedding.chunk;

/**
 * A part of a document, to be embedded. It neither begins nor ends with white space, unless it was made by hand.
 *
 * @param from where it begins, in UTF-16 characters of the document
 * @param to where it ends, exclusive
 * @param text what stands there: {@code document.substring(from, to)}
 */
public record Chunk(int from, int to, String text) {
    /** Takes a part of a document. */
    static Chunk of(String document, int from, int to) {
        return new Chunk(from, to, document.substring(from, to));
    }
}
