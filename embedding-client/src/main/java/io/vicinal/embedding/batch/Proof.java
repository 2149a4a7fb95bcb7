package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.input.Piece;
import java.util.List;

/**
 * Whether a host has ever taken a text as this client sends it. As long as it has not, a refusal may mean a field or the model, and
 * cutting requests in halves would send every text alone for nothing. Safe for use by several threads at once.
 */
public final class Proof {
    /** A text that nobody minds. */
    public static final Piece HARMLESS = new Piece("text", 1);

    private boolean found;

    /** Begins without a proof. */
    public Proof() {}

    /** The host took a text. */
    synchronized void found() {
        found = true;
    }

    /** Tells whether the host takes texts, by sending one if nothing is known. */
    synchronized boolean holds(Sender sender) {
        if (!found) {
            try {
                sender.ask(List.of(HARMLESS), () -> {});
                found = true;
            } catch (InvalidRequestException e) {
                return false;
            } catch (EmbeddingException e) {
                // It says nothing about texts.
                return true;
            }
        }
        return found;
    }
}
