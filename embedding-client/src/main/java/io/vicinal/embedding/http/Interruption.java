package io.vicinal.embedding.http;

import java.util.concurrent.CancellationException;

/** A thread that waits was told to stop. */
public final class Interruption {
    private Interruption() {}

    /**
     * Keeps the thread's mark and says what happened.
     *
     * @param cause what interrupted the wait
     * @return to be thrown
     */
    public static CancellationException of(Exception cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted while embedding");
        cancelled.initCause(cause);
        return cancelled;
    }
}
