package io.vicinal.index.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work split over several threads, this one among them.
 *
 * <p>Not a parallel stream: where one part fails, that throws while others still run, and the caller would let go of the lock
 * under which they read.
 */
final class Parts {
    private Parts() {}

    /**
     * Runs every part, and returns or throws only when none is running any more.
     *
     * @param count number of parts
     * @param part is given each number from 0 to {@code count - 1}; what it throws is thrown here
     */
    static void run(int count, IntConsumer part) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> others = new ArrayList<>(count - 1);
        try {
            for (int i = 1; i < count; i++) {
                int number = i;
                others.add(Thread.startVirtualThread(() -> {
                    try {
                        part.accept(number);
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                }));
            }
            part.accept(0);
        } finally {
            joinAll(others);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** Not to be interrupted, since the threads use what the caller is about to release. */
    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
