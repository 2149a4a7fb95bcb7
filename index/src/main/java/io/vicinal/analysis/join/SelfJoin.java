package io.vicinal.analysis.join;

import io.vicinal.index.search.Parts;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Compares every two rows once, on all cores. A block of rows goes with all rows from its own beginning to the end; what becomes of the scores is a
 * {@link Visitor}'s business.
 *
 * <p>Blocks are begun in their order. Which thread takes which is left to chance, so visitors must come to the same whatever the order.
 */
public final class SelfJoin {
    private final VectorRows rows;
    private final Metric metric;
    private final int threads;
    private final AtomicInteger nextBlock = new AtomicInteger();
    private volatile boolean stopped;
    private long compared;

    /**
     * Prepares to compare.
     *
     * @param rows the rows, in one sequence; those for cosine are of length 1
     * @param metric how they are compared
     * @param threads at least 1
     */
    public SelfJoin(VectorRows rows, Metric metric, int threads) {
        this.rows = rows;
        this.metric = metric;
        this.threads = threads;
    }

    /** Sees the scores of one block, on one thread. */
    public interface Visitor {
        /**
         * Sees the next scores.
         *
         * @param tile the block and the rows it was compared with; which come first depends on the block only
         */
        void visit(Tile tile);

        /** Is told that the block is done. */
        default void end() {}
    }

    /** Makes visitors, for several threads. */
    public interface Visitors {
        /**
         * Makes the visitor of a block.
         *
         * @param block the number of the block, from 0
         * @return its visitor
         */
        Visitor open(int block);

        /** Is told that a thread has failed or was interrupted: nobody need wait for blocks before their own any more. */
        default void stop() {}
    }

    /**
     * Returns how many comparisons there are to make.
     *
     * @param rows number of rows
     * @return the number of pairs
     */
    public static long pairs(int rows) {
        return (long) rows * (rows - 1) / 2;
    }

    /**
     * Compares, once.
     *
     * @param visitors see the scores
     * @param progress is told how many pairs have been compared
     * @throws CancellationException if this thread is interrupted
     */
    public void run(Visitors visitors, LongConsumer progress) {
        requireNotInterrupted();
        Parts.run(Math.clamp(blocks(), 1, threads), part -> {
            try {
                work(visitors, progress);
            } catch (RuntimeException | Error e) {
                stopped = true;
                visitors.stop();
                throw e;
            }
        });
    }

    private int blocks() {
        return (rows.count() + Tile.BLOCK - 1) / Tile.BLOCK;
    }

    private void work(Visitors visitors, LongConsumer progress) {
        Tile tile = new Tile(rows, metric);
        for (int block = nextBlock.getAndIncrement(); block < blocks(); block = nextBlock.getAndIncrement()) {
            Visitor visitor = visitors.open(block);
            int first = block * Tile.BLOCK;
            int count = Math.min(Tile.BLOCK, rows.count() - first);
            tile.take(first, count);
            int spans = (rows.count() - first + Tile.SPAN - 1) / Tile.SPAN;
            for (int span = 0; span < spans; span++) {
                requireNotInterrupted();
                if (stopped) {
                    return;
                }
                // Neighbouring blocks, which are at work at the same time, go opposite ways, or their visitors would
                // wait for each other.
                int other = first + Tile.SPAN * (block % 2 == 0 ? span : spans - 1 - span);
                tile.compare(other, Math.min(Tile.SPAN, rows.count() - other));
                visitor.visit(tile);
            }
            visitor.end();
            report(pairs(count) + (long) count * (rows.count() - first - count), progress);
        }
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while vectors were compared");
        }
    }

    private synchronized void report(long more, LongConsumer progress) {
        compared += more;
        progress.accept(compared);
    }
}
