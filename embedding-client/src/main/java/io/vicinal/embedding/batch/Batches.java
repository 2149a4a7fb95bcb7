package io.vicinal.embedding.batch;

import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.provider.Caps;
import java.util.ArrayList;
import java.util.List;

/** Puts texts into as few requests as the caps allow, in their order. */
public final class Batches {
    private Batches() {}

    /**
     * Plans requests.
     *
     * @param pieces the texts
     * @param caps how much the host takes at once
     * @return the texts of each request; a text of more tokens than a request may have stands alone
     */
    public static List<List<Piece>> plan(List<Piece> pieces, Caps caps) {
        List<List<Piece>> batches = new ArrayList<>();
        int from = 0;
        long tokens = 0;
        for (int i = 0; i < pieces.size(); i++) {
            tokens += pieces.get(i).tokens();
            if (i > from && (i - from == caps.inputs() || tokens > caps.tokensPerRequest())) {
                batches.add(pieces.subList(from, i));
                from = i;
                tokens = pieces.get(i).tokens();
            }
        }
        if (from < pieces.size()) {
            batches.add(pieces.subList(from, pieces.size()));
        }
        return batches;
    }

    /** Tells whether texts may be sent together. */
    static boolean fits(List<Piece> batch, Caps caps) {
        return batch.size() <= 1 || (batch.size() <= caps.inputs() && tokens(batch) <= caps.tokensPerRequest());
    }

    /**
     * Counts tokens.
     *
     * @param batch texts
     * @return the tokens of all of them
     */
    public static int tokens(List<Piece> batch) {
        return (int) Math.min(
                Integer.MAX_VALUE, batch.stream().mapToLong(Piece::tokens).sum());
    }
}
