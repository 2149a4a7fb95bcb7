package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.provider.Caps;
import java.util.List;
import java.util.Locale;

/**
 * What a host takes at once: what its documents say, until it refuses a request whose halves it takes. Remembered as long as the client
 * lives. Safe for use by several threads at once.
 */
public final class LearntCaps {
    private final Listeners listeners;
    private Caps caps;

    /** The most that was ever taken. */
    private int provenInputs;

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
    }

    /**
     * Learns from a request that was refused although both halves of it were taken.
     *
     * @param batch its texts
     * @param half the texts of its larger half
     * @param fault what the host said
     */
    void refused(List<Piece> batch, List<Piece> half, EmbeddingException fault) {
        Caps learnt = lower(batch, half, fault);
        listeners.tell(listener -> listener.capsLearnt(learnt));
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
