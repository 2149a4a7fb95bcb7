package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.provider.Caps;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a host takes at once: what its documents say, until it refuses a request whose halves it takes. Remembered as long as the client
 * lives. Safe for use by several threads at once.
 */
public final class LearntCaps {
    private static final int TOO_LARGE = 413;
    private static final Pattern LIMIT = Pattern.compile(
            "token|too (many|large|long|big)|maxim|limit|exceed|at most|no more than|inputs", Pattern.CASE_INSENSITIVE);

    private final Listeners listeners;
    private Caps caps;

    /** The most that was ever taken. */
    private int provenInputs;

    /** Texts of the last request that was refused for unclear reasons although its halves were taken; 0 if as many were taken since. */
    private int suspected;

    /**
     * Begins with what is known.
     *
     * @param caps from documents
     * @param listeners are told what is learnt
     */
    public LearntCaps(Caps caps, Listeners listeners) {
        this.caps = caps;
        this.listeners = listeners;
    }

    /**
     * Returns what is known by now.
     *
     * @return the caps
     */
    public synchronized Caps now() {
        return caps;
    }

    synchronized void taken(List<Piece> batch) {
        provenInputs = Math.max(provenInputs, batch.size());
        if (batch.size() >= suspected) {
            suspected = 0;
        }
    }

    /**
     * Learns from a request that was refused although both halves of it were taken.
     *
     * @param batch its texts
     * @param half the texts of its larger half
     * @param fault what the host said
     */
    void refused(List<Piece> batch, List<Piece> half, EmbeddingException fault) {
        if (!believed(batch, fault)) {
            return;
        }
        Caps learnt = lower(batch, half, fault);
        listeners.tell(listener -> listener.capsLearnt(learnt));
    }

    /** A host may refuse once for a reason of its own. What speaks of a limit is believed at once, all else the second time. */
    private synchronized boolean believed(List<Piece> batch, EmbeddingException fault) {
        boolean again = suspected > 0;
        suspected = batch.size();
        return again
                || fault.status() == TOO_LARGE
                || LIMIT.matcher(fault.problem()).find();
    }

    /** If as many texts were taken before, or the host speaks of tokens, then there were too many of those. */
    private synchronized Caps lower(List<Piece> batch, List<Piece> half, EmbeddingException fault) {
        boolean tokens = batch.size() <= provenInputs
                || fault.problem().toLowerCase(Locale.ROOT).contains("token");
        if (tokens) {
            caps = caps.tokensPerRequest(Math.min(caps.tokensPerRequest(), Math.max(1, Batches.tokens(half))));
        } else {
            caps = caps.inputs(Math.min(caps.inputs(), half.size()));
        }
        return caps;
    }
}
