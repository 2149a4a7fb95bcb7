package io.vicinal.embedding.client;

import io.vicinal.embedding.input.Piece;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One distinct text of a call and its answer to come, however often the text is there. Handed out by one thread. */
final class Slot {
    private final Piece piece;
    private CompletableFuture<float[]> answer = new CompletableFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private boolean own;
    private boolean handedOut;

    Slot(Piece piece) {
        this.piece = piece;
    }

    Piece piece() {
        return piece;
    }

    CompletableFuture<float[]> answer() {
        return answer;
    }

    /** Tells whether this call asks for the text, and no other one does. */
    boolean own() {
        return own;
    }

    /** Asks for the text, or waits for whoever does. */
    void board(InFlight inFlight) {
        answer = new CompletableFuture<>();
        own = inFlight.board(piece.text(), answer);
    }

    /** Returns true to the first who settles a text that is this call's own. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Tells whether whoever asked for the text gave up, for reasons that have nothing to do with the text. */
    boolean abandoned() {
        return answer.isDone()
                && answer.state() != Future.State.SUCCESS
                && (answer.isCancelled() || answer.exceptionNow() instanceof CancellationException);
    }

    /** Tells whether there is a vector. */
    boolean has() {
        return answer.state() == Future.State.SUCCESS;
    }

    /** Returns the vector to be read only. */
    float[] peek() {
        return answer.resultNow();
    }

    /** Returns the vector, to each caller one of its own. */
    float[] handOut() {
        boolean first = !handedOut;
        handedOut = true;
        return first ? answer.resultNow() : answer.resultNow().clone();
    }

    /** Returns why there is no vector. */
    RuntimeException cause() {
        if (answer.state() == Future.State.FAILED && answer.exceptionNow() instanceof RuntimeException cause) {
            return cause;
        }
        return answer.state() == Future.State.FAILED
                ? new IllegalStateException("embedding failed", answer.exceptionNow())
                : new CancellationException("interrupted while embedding");
    }
}
