package io.vicinal.embedding;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A call that waits for others, on a virtual thread of its own. */
final class VirtualCall {
    private VirtualCall() {}

    @SuppressWarnings("FutureReturnValueIgnored") // What the watcher returns says no more than the future.
    static <T> CompletableFuture<T> start(Supplier<T> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("embedding-call").unstarted(() -> run(call, future));
        future.whenComplete((value, fault) -> {
            if (future.isCancelled()) {
                thread.interrupt();
            }
        });
        thread.start();
        return future;
    }

    private static <T> void run(Supplier<T> call, CompletableFuture<T> future) {
        try {
            future.complete(call.get());
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }
}
