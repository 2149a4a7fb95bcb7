package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.http.Interruption;
import io.vicinal.embedding.input.Piece;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether a host has ever taken a text as this client sends it. As long as it has not, a refusal may mean a field or the model, and
 * cutting requests in halves would send every text alone for nothing. Safe for use by several threads at once.
 */
public final class Proof {
    /** A text that nobody minds. */
    public static final Piece HARMLESS = new Piece("text", 1);

    private final ReentrantLock asking = new ReentrantLock();
    private volatile boolean found;

    /** Begins without a proof. */
    public Proof() {}

    /** The host took a text. */
    void found() {
        found = true;
    }

    /** Tells whether the host takes texts, by sending one if nothing is known. */
    boolean holds(Sender sender) {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Interruption.of(e);
        }
        try {
            return found || ask(sender);
        } finally {
            asking.unlock();
        }
    }

    private boolean ask(Sender sender) {
        try {
            sender.ask(List.of(HARMLESS), () -> {});
            found = true;
            return true;
        } catch (InvalidRequestException | AuthenticationException e) {
            return false;
        } catch (EmbeddingException e) {
            // It says nothing about texts.
            return true;
        }
    }
}
