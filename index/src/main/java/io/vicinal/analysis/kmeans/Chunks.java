package io.vicinal.analysis.kmeans;

import io.vicinal.index.search.Parts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Work on many things of which each is done whole by one thread, so that it comes to the same whichever does it. */
final class Chunks {
    private Chunks() {}

    /** Works on one thing after the other, on one thread. */
    interface Worker {
        void work(int number);
    }

    /** Does the work on things 0 to {@code count - 1}, with a worker for each thread. */
    static void run(int count, Supplier<Worker> workers) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        int threads = Math.clamp(count, 1, Runtime.getRuntime().availableProcessors());
        requireNotInterrupted();
        Parts.run(threads, part -> {
            boolean done = false;
            try {
                Worker worker = workers.get();
                for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
                    requireNotInterrupted();
                    worker.work(i);
                }
                done = true;
            } finally {
                if (!done) {
                    stopped.set(true);
                }
            }
        });
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while clusters were looked for");
        }
    }
}
