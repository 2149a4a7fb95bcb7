package io.vicinal.index.search;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that share work on many things, or on the blocks of some rows. Each thing is done whole by one of them, so that what comes of it does not
 * depend on their number; neither does how rows are cut into blocks, so that sums made by block are the same with any.
 *
 * @param threads how many, at least 1, the calling one among them
 */
public record Workers(int threads) {
    /** What one thread does, to one thing after the other. */
    @FunctionalInterface
    public interface Task {
        /**
         * Works on a thing.
         *
         * @param number from 0
         */
        void run(int number);
    }

    /** What is done to a block of rows. */
    @FunctionalInterface
    public interface BlockTask {
        /**
         * Works on a block.
         *
         * @param block its number, from 0
         * @param first its first row
         * @param end the row after its last
         */
        void run(int block, int first, int end);
    }

    /**
     * Takes as many threads as there are cores.
     *
     * @return the workers
     */
    public static Workers onAllCores() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Tells how many blocks some rows are cut into.
     *
     * @param rows the number of rows
     * @param blockRows how many are in a block; fewer in the last
     * @return the number of blocks
     */
    public static int blocks(int rows, int blockRows) {
        return Math.ceilDiv(rows, blockRows);
    }

    /**
     * Does something to each of some things, in no certain order, and returns, or throws, when no thread is at work any more.
     *
     * @param count how many things
     * @param tasks makes what each thread works with, for itself; what a task throws is thrown here, and the others stop
     * @throws CancellationException if the calling thread is interrupted, and stays so
     */
    public void run(int count, Supplier<Task> tasks) {
        AtomicInteger next = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Parts.run(Math.clamp(count, 1, threads), part -> {
            try {
                Task task = tasks.get();
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    if (caller.isInterrupted()) {
                        return;
                    }
                    task.run(i);
                }
            } catch (RuntimeException | Error e) {
                next.set(count);
                throw e;
            }
        });
        if (caller.isInterrupted()) {
            throw new CancellationException("interrupted while vectors were looked at");
        }
    }

    /**
     * Does something to each block of some rows.
     *
     * @param rows the number of rows
     * @param blockRows how many are in a block
     * @param task what is done, by several threads at once; what it throws is thrown here, and the others stop
     * @throws CancellationException if the calling thread is interrupted, and stays so
     */
    public void run(int rows, int blockRows, BlockTask task) {
        run(
                blocks(rows, blockRows),
                () -> block -> task.run(block, block * blockRows, Math.min(rows, (block + 1) * blockRows)));
    }
}
