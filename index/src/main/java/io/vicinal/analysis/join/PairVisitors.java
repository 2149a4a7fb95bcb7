package io.vicinal.analysis.join;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands on the pairs of rows that are near enough, in an order that does not depend on threads: block after block. The thread whose block's turn it is
 * hands its pairs on at once; others keep up to {@value #PATIENCE} of theirs, and then wait for their turn.
 */
public final class PairVisitors implements SelfJoin.Visitors {
    private static final int PATIENCE = 1 << 20;

    private final float threshold;
    private final PairConsumer consumer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private volatile int turn;
    private boolean stopped;

    /** Takes pairs. */
    @FunctionalInterface
    public interface PairConsumer {
        /**
         * Takes a pair.
         *
         * @param a a row
         * @param b a later row
         * @param score their score
         */
        void accept(int a, int b, float score);
    }

    /**
     * Starts.
     *
     * @param threshold the least score wanted
     * @param consumer takes the pairs, one at a time
     */
    public PairVisitors(float threshold, PairConsumer consumer) {
        this.threshold = threshold;
        this.consumer = consumer;
    }

    @Override
    public SelfJoin.Visitor open(int block) {
        return new Pairs(block);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Those of one block. */
    private final class Pairs implements SelfJoin.Visitor {
        private final int block;
        private long[] rows = new long[16];
        private float[] scores = new float[16];
        private int size;

        Pairs(int block) {
            this.block = block;
        }

        @Override
        public void visit(Tile tile) {
            int found = tile.atLeast(threshold);
            for (int f = 0; f < found; f++) {
                int i = tile.good(f) / tile.countB();
                int j = tile.good(f) % tile.countB();
                if (tile.firstB() + j > tile.firstA() + i) {
                    keep(tile.firstA() + i, tile.firstB() + j, tile.score(i, j));
                }
            }
            if (size > 0) {
                handOn(size >= PATIENCE);
            }
        }

        private void keep(int a, int b, float score) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
                scores = Arrays.copyOf(scores, 2 * size);
            }
            rows[size] = ((long) a << 32) | b;
            scores[size++] = score;
        }

        /** Hands on what there is, if it is this block's turn; that can be waited for. */
        private void handOn(boolean wait) {
            if (!wait && turn != block) {
                return;
            }
            lock.lock();
            try {
                while (wait && turn != block && !stopped) {
                    change.awaitUninterruptibly();
                }
                if (turn == block && !stopped) {
                    for (int i = 0; i < size; i++) {
                        consumer.accept((int) (rows[i] >>> 32), (int) rows[i], scores[i]);
                    }
                    size = 0;
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void end() {
            lock.lock();
            try {
                handOn(true);
                turn = block + 1;
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
