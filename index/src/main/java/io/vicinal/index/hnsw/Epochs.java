package io.vicinal.index.hnsw;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when nobody can still be reading what was taken out of the graph (epoch-based reclamation, Fraser 2004).
 *
 * <p>Readers {@linkplain #enter enter} and {@linkplain #exit exit}; they never wait. The epoch can move on by one when nobody is
 * left who entered in the one before. What was out of reach in epoch e can therefore be used again in epoch e + 2: all who were
 * there have gone, and who came later could not find it.
 *
 * <p>Readers are counted, by the parity of their epoch, in one of several counters that lie on cache lines of their own.
 */
final class Epochs {
    private static final int STRIPES = 32;
    private static final int INTS_APART = 32;

    private final AtomicLong epoch = new AtomicLong();
    private final AtomicIntegerArray readers = new AtomicIntegerArray(2 * STRIPES * INTS_APART);

    /** Comes in; the ticket returned is for {@link #exit}. */
    int enter() {
        int stripe = ((int) Thread.currentThread().threadId() & (STRIPES - 1)) * 2;
        while (true) {
            long now = epoch.get();
            int ticket = (stripe + (int) (now & 1)) * INTS_APART;
            readers.getAndIncrement(ticket);
            // Counted in an epoch that had already passed, nobody would wait for this reader.
            if (epoch.get() == now) {
                return ticket;
            }
            readers.getAndDecrement(ticket);
        }
    }

    void exit(int ticket) {
        readers.getAndDecrement(ticket);
    }

    /** The epoch to remember beside what has just been put out of reach. */
    long now() {
        return epoch.get();
    }

    /** Tells whether nobody can be reading any more what was put out of reach in an epoch. */
    boolean passed(long since) {
        for (long now = epoch.get(); now < since + 2; now = epoch.get()) {
            if (occupied((now + 1) & 1)) {
                return false;
            }
            epoch.compareAndSet(now, now + 1);
        }
        return true;
    }

    private boolean occupied(long parity) {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            if (readers.get((2 * stripe + (int) parity) * INTS_APART) != 0) {
                return true;
            }
        }
        return false;
    }
}
