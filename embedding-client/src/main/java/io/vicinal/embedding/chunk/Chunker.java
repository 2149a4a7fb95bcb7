package io.vicinal.embedding.chunk;

import io.vicinal.embedding.text.TokenCounter;
import java.util.List;

/**
 * Cuts documents into chunks.
 *
 * <p>Every character that is not white space is in at least one chunk, and no chunk is longer than the limit. Cuts are made where they do
 * least harm: between sections, paragraphs, sentences, words, and within a word only if nothing else is left. The time grows in
 * proportion to the text, whatever it is made of.
 *
 * <p>Immutable, and safe for use by several threads at once.
 */
public final class Chunker {
    private final Size size;
    private final int most;
    private final int overlap;
    private final TextKind kind;

    private Chunker(Size size, int most, int overlap, TextKind kind) {
        this.size = size;
        this.most = most;
        this.overlap = overlap;
        this.kind = kind;
    }

    /**
     * Returns a chunker that cuts nothing.
     *
     * @return the chunker: each text is one chunk, without the white space around it
     */
    public static Chunker whole() {
        return new Chunker(Size.CHARACTERS, Integer.MAX_VALUE, 0, TextKind.PLAIN);
    }

    /**
     * Returns a chunker that counts tokens.
     *
     * @param most tokens in a chunk, at least 1; too few for a single character fails when such a text is cut
     * @param counter counts them
     * @return the chunker, without overlap, for texts of any kind
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chunker tokens(int most, TokenCounter counter) {
        return new Chunker(Size.tokens(counter), atLeast(1, most, "tokens"), 0, TextKind.DETECT);
    }

    /**
     * Returns a chunker that counts characters.
     *
     * @param most UTF-16 characters in a chunk, at least 2, because a code point may have so many
     * @return the chunker, without overlap, for texts of any kind
     * @throws IllegalArgumentException if {@code most} is less than 2
     */
    public static Chunker characters(int most) {
        return new Chunker(Size.CHARACTERS, atLeast(2, most, "characters"), 0, TextKind.DETECT);
    }

    private static int atLeast(int least, int most, String unit) {
        if (most < least) {
            throw new IllegalArgumentException("a chunk needs at least %d %s but got %d".formatted(least, unit, most));
        }
        return most;
    }

    /**
     * Returns a chunker that begins each chunk with the last sentences of the one before (lines, of programs and tables; items, of
     * lists), as many as fit. Where nothing whole fits, or where it would push out what could be kept whole, chunks overlap less.
     *
     * @param overlap what the repeated sentences may have together, in the unit of the limit; 0 for none
     * @return a chunker like this one otherwise
     * @throws IllegalArgumentException if it is negative, or not less than half of the limit
     */
    public Chunker overlap(int overlap) {
        if (overlap < 0 || overlap >= most - overlap) {
            throw new IllegalArgumentException(
                    "overlap should be at least 0 and less than half of the %d %s of a chunk but is %d"
                            .formatted(most, size.unit(), overlap));
        }
        return new Chunker(size, most, overlap, kind);
    }

    /**
     * Returns a chunker for texts of one kind.
     *
     * @param kind what texts are
     * @return a chunker like this one otherwise
     */
    public Chunker kind(TextKind kind) {
        return new Chunker(size, most, overlap, kind);
    }

    /**
     * Cuts a text.
     *
     * @param text the text
     * @return its chunks in order, each beginning and ending after the one before; none if the text is blank
     * @throws IllegalArgumentException if a single character has more tokens than a chunk may have
     */
    public List<Chunk> chunks(String text) {
        int from = WhiteSpace.after(text, 0, text.length());
        int to = WhiteSpace.before(text, from, text.length());
        if (from == to) {
            return List.of();
        }
        Room room = new Room(text, size, most);
        if (room.fits(from, to)) {
            return List.of(Chunk.of(text, from, to));
        }
        Outline outline = Outline.of(text, kind == TextKind.DETECT ? TextKinds.detect(text) : kind);
        return new Packing(text, outline, room, new Overlap(text, outline, size, overlap)).chunks();
    }
}
