package io.vicinal.index.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work split over several threads, this one among them.
 *
 * <p>Not a parallel stream: where one part fails, that throws while others still run, and the caller would let go of the lock
 * under which they read.
 */
public final class Parts {
    private Parts() {}

    /**
     * Runs every part, and returns or throws only when none is running any more.
     *
     * @param count number of parts
     * @param part is given each number from 0 to {@code count - 1}; what it throws is thrown here
     */
    public static void run(int count, IntConsumer part) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> others = new ArrayList<>(count - 1);
        try {
            start(1, count, part, others, failure);
            part.accept(0);
        } finally {
            joinAll(others);
        }
        rethrow(failure);
    }

    /**
     * Does the same on other threads only, which nobody can interrupt: for work that must not be left half done.
     *
     * @param count number of parts
     * @param part is given each number from 0 to {@code count - 1}; what it throws is thrown here
     */
    public static void runUninterrupted(int count, IntConsumer part) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>(count);
        try {
            start(0, count, part, threads, failure);
        } finally {
            joinAll(threads);
        }
        rethrow(failure);
    }

    /**
     * Runs many tasks in their order, each on the thread that is free next. Where one fails, no other begins.
     *
     * @param threads how many threads, at most
     * @param count number of tasks
     * @param workers makes what runs the tasks of one thread, and is given their numbers, from 0 to {@code count - 1}; what it throws is
     *     thrown here
     * @throws CancellationException if this thread is interrupted, which it then still is
     */
    public static void each(int threads, int count, Supplier<IntConsumer> workers) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        run(Math.clamp(count, 1, threads), part -> {
            try {
                IntConsumer worker = workers.get();
                for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
                    if (part == 0 && Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("interrupted");
                    }
                    worker.accept(i);
                }
            } catch (Throwable e) {
                stopped.set(true);
                throw e;
            }
        });
    }

    private static void start(
            int from, int to, IntConsumer part, List<Thread> started, AtomicReference<@Nullable Throwable> failure) {
        for (int i = from; i < to; i++) {
            int number = i;
            started.add(Thread.startVirtualThread(() -> {
                try {
                    part.accept(number);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
    }

    private static void rethrow(AtomicReference<@Nullable Throwable> failure) {
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
