package io.vicinal.index.hnsw;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out places in a row of work to several threads, a run of neighbouring places at a time. Runs handed out one after the other
 * lie far apart, since nodes that are near to each other and connected at the same time miss each other.
 */
final class Runs {
    private static final int LONGEST = 64;

    private final int length;
    private final int threads;
    private final int runLength;
    private final int runsEach;
    private final AtomicInteger next = new AtomicInteger();

    Runs(int length, int threads) {
        this.length = length;
        this.threads = threads;
        this.runLength = Math.clamp(length / (4 * threads), 1, LONGEST);
        int runs = Math.ceilDiv(length, runLength);
        this.runsEach = Math.ceilDiv(runs, threads);
    }

    /** Returns where the next run begins, or -1 if there is none. */
    int take() {
        for (int i = next.getAndIncrement(); i < runsEach * threads; i = next.getAndIncrement()) {
            int start = (i % threads * runsEach + i / threads) * runLength;
            if (start < length) {
                return start;
            }
        }
        return -1;
    }

    /** Returns where a run ends. */
    int end(int start) {
        return Math.min(length, start + runLength);
    }
}
