package io.vicinal.embedding.input;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be done for one text: send its pieces, or nothing. */
public final class PreparedText {
    private static final PreparedText SKIPPED = new PreparedText(List.of(), null);

    private final List<Piece> pieces;
    private final @Nullable IllegalArgumentException refusal;

    private PreparedText(List<Piece> pieces, @Nullable IllegalArgumentException refusal) {
        this.pieces = pieces;
        this.refusal = refusal;
    }

    static PreparedText of(List<Piece> pieces) {
        return new PreparedText(pieces, null);
    }

    static PreparedText refused(String problem) {
        return new PreparedText(List.of(), new IllegalArgumentException(problem));
    }

    static PreparedText skipped() {
        return SKIPPED;
    }

    /**
     * Returns what is to be sent.
     *
     * @return the pieces, more than one if the text was cut, none if nothing is to be sent
     */
    public List<Piece> pieces() {
        return pieces;
    }

    /**
     * Returns why the text is refused.
     *
     * @return the reason, if it is refused
     */
    public Optional<IllegalArgumentException> refusal() {
        return Optional.ofNullable(refusal);
    }
}
