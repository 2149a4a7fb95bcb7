package io.vicinal.index.hnsw;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes removed rows out of the graph, a little with each removal, so that none takes long and the rows that are gone never become many.
 *
 * <p>A pass has four steps. Rows removed are collected; when nobody is left who may have chosen one of them as a neighbour before, the
 * lists of all nodes are gone through and led past them; when nobody is left who may have read one of them in a list, their places
 * are given away. With {@value #NODES} nodes gone through at each removal, at most about one row in thirty is removed and still in
 * the graph.
 */
final class Sweep {
    /** Nodes gone through with each removal: their lists are some kilobytes, read in sequence. */
    static final int NODES = 64;

    private enum Step {
        COLLECTING,
        RIPENING,
        PASSING,
        FADING
    }

    private final Content content;
    private final Epochs epochs;
    private final Repair repair;
    private final Freed freed;
    private final ReentrantLock turn = new ReentrantLock();
    private final Object arriving = new Object();
    private int[] arrived = new int[16];
    private int arrivedCount;
    private Step step = Step.COLLECTING;
    private int[] going = {};
    private long @Nullable [] goingBits;
    private long since;
    private int next;
    private int end;

    /** Takes places that nobody can see any more. */
    interface Freed {
        void free(int[] rows);
    }

    Sweep(Content content, Epochs epochs, Repair repair, Freed freed) {
        this.content = content;
        this.epochs = epochs;
        this.repair = repair;
        this.freed = freed;
    }

    /** Takes a row that has been removed. */
    void add(int ordinal) {
        synchronized (arriving) {
            if (arrivedCount == arrived.length) {
                arrived = Arrays.copyOf(arrived, 2 * arrivedCount);
            }
            arrived[arrivedCount++] = ordinal;
        }
    }

    /** Takes rows that have been removed. */
    void addAll(int[] ordinals) {
        for (int ordinal : ordinals) {
            add(ordinal);
        }
    }

    /** Goes on for a while, unless another thread is at it. The caller must not be reading the graph. */
    void goOn() {
        if (turn.tryLock()) {
            try {
                advance(NODES);
            } finally {
                turn.unlock();
            }
        }
    }

    /** Finishes with all rows removed so far. Nobody may remove or connect rows meanwhile; searches are waited for. */
    void finish() {
        turn.lock();
        try {
            while (advance(Integer.MAX_VALUE)) {
                Thread.onSpinWait();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Takes the next step if that can be taken; false if there is nothing to do. */
    private boolean advance(int nodes) {
        if (step == Step.COLLECTING) {
            return collect();
        }
        if (step == Step.RIPENING && epochs.passed(since)) {
            mark();
            step = Step.PASSING;
        } else if (step == Step.PASSING) {
            pass(nodes);
        } else if (step == Step.FADING && epochs.passed(since)) {
            fade();
            step = Step.COLLECTING;
        }
        return true;
    }

    private boolean collect() {
        synchronized (arriving) {
            if (arrivedCount == 0) {
                return false;
            }
            going = Arrays.copyOf(arrived, arrivedCount);
            arrivedCount = 0;
        }
        since = epochs.now();
        step = Step.RIPENING;
        return true;
    }

    private void mark() {
        next = 0;
        end = content.store().count();
        long[] bits = new long[(end >>> 6) + 1];
        for (int ordinal : going) {
            bits[ordinal >>> 6] |= 1L << ordinal;
        }
        goingBits = bits;
    }

    private boolean isGoing(int ordinal) {
        long[] bits = goingBits;
        return bits != null && ordinal >>> 6 < bits.length && (bits[ordinal >>> 6] & (1L << ordinal)) != 0;
    }

    private void pass(int nodes) {
        int stop = (int) Math.min(end, (long) next + nodes);
        for (; next < stop; next++) {
            if (!isGoing(next)) {
                repair.lead(next, this::isGoing);
            }
        }
        if (next == end) {
            content.graph().leave(this::isGoing, content.states(), end);
            since = epochs.now();
            step = Step.FADING;
        }
    }

    private void fade() {
        repair.empty(going);
        goingBits = null;
        freed.free(going);
        going = new int[0];
    }
}
