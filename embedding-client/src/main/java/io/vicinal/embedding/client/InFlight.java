package io.vicinal.embedding.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The texts that any call is asking for right now. Another call that needs one of them waits for that answer instead of paying for its
 * own. Safe for use by several threads at once.
 */
final class InFlight {
    private final Map<String, List<CompletableFuture<float[]>>> waiting = new HashMap<>();

    /**
     * Needs a text.
     *
     * @param future is completed with a vector of its own if somebody else asks for the text
     * @return whether nobody does: then it is the caller's to ask and to land
     */
    synchronized boolean board(String text, CompletableFuture<float[]> future) {
        List<CompletableFuture<float[]>> others = waiting.get(text);
        if (others == null) {
            waiting.put(text, new ArrayList<>(0));
            return true;
        }
        others.add(future);
        return false;
    }

    /** A text that was asked for has its vector. */
    void land(String text, float[] vector) {
        leave(text).forEach(future -> future.complete(vector.clone()));
    }

    /** A text that was asked for has no vector. */
    void crash(String text, Throwable cause) {
        leave(text).forEach(future -> future.completeExceptionally(cause));
    }

    private synchronized List<CompletableFuture<float[]>> leave(String text) {
        List<CompletableFuture<float[]>> others = waiting.remove(text);
        return others == null ? List.of() : others;
    }
}
