package io.vicinal.analysis.join;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Gathers the k nearest of each row while all are compared. A score counts for both of its rows, under the locks of their blocks in turn. */
public final class NearestVisitors implements SelfJoin.Visitors, SelfJoin.Visitor {
    private final Neighbours nearest;
    private final Lock[] locks;

    /**
     * Starts.
     *
     * @param nearest receives them
     */
    public NearestVisitors(Neighbours nearest) {
        this.nearest = nearest;
        this.locks = new Lock[(nearest.rows() + Tile.BLOCK - 1) / Tile.BLOCK];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    @Override
    public SelfJoin.Visitor open(int block) {
        return this;
    }

    @Override
    public void visit(Tile tile) {
        locked(tile.firstA(), () -> across(tile));
        if (!tile.diagonal()) {
            locked(tile.firstB(), () -> down(tile));
        }
    }

    private void locked(int row, Runnable gathering) {
        Lock lock = locks[row / Tile.BLOCK];
        lock.lock();
        try {
            gathering.run();
        } finally {
            lock.unlock();
        }
    }

    private void across(Tile tile) {
        for (int i = 0; i < tile.countA(); i++) {
            int row = tile.firstA() + i;
            int found = tile.atLeast(i, nearest.bounds()[row]);
            for (int f = 0; f < found; f++) {
                int other = tile.firstB() + tile.good(f);
                if (other != row) {
                    nearest.offer(row, other, tile.score(i, tile.good(f)));
                }
            }
        }
    }

    private void down(Tile tile) {
        for (int i = 0; i < tile.countA(); i++) {
            int found = tile.atLeast(i, nearest.bounds());
            for (int f = 0; f < found; f++) {
                nearest.offer(tile.firstB() + tile.good(f), tile.firstA() + i, tile.score(i, tile.good(f)));
            }
        }
    }
}
