package io.vicinal.analysis.layout;

import io.vicinal.index.search.Parts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share the blocks of some rows. How rows are cut into blocks does not depend on the number of threads, so that sums made
 * by block are the same with any number.
 *
 * @param threads how many, at least 1, the calling one among them
 */
public record Workers(int threads) {
    /** What is done to a block. */
    interface Task {
        void run(int block, int first, int end);
    }

    /** How many blocks some rows are cut into. */
    static int blocks(int rows, int blockRows) {
        return Math.ceilDiv(rows, blockRows);
    }

    /**
     * Does something to each block and returns, or throws, when no thread is at work any more.
     *
     * @throws CancellationException if the calling thread is interrupted, and stays so
     */
    void run(int rows, int blockRows, Task task) {
        AtomicInteger next = new AtomicInteger();
        int blocks = blocks(rows, blockRows);
        Thread caller = Thread.currentThread();
        Parts.run(Math.max(1, Math.min(threads, blocks)), part -> {
            for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
                if (caller.isInterrupted()) {
                    return;
                }
                task.run(block, block * blockRows, Math.min(rows, (block + 1) * blockRows));
            }
        });
        if (caller.isInterrupted()) {
            throw new CancellationException("interrupted while a layout was made");
        }
    }
}
