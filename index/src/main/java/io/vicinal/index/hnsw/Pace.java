package io.vicinal.index.hnsw;

import io.vicinal.index.BuildProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts rows as they are connected, and tells a listener some times a second. */
final class Pace {
    private static final long NANOS_BETWEEN = 100_000_000;

    /** The clock is looked at once in so many rows. */
    private static final int ROWS_BETWEEN = 16;

    private final BuildProgress listener;
    private final int total;
    private final long start = System.nanoTime();
    private double parts;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong due = new AtomicLong(start + NANOS_BETWEEN);

    Pace(BuildProgress listener, int total) {
        this.listener = listener;
        this.total = total;
    }

    void done() {
        int count = done.incrementAndGet();
        if (count % ROWS_BETWEEN == 0) {
            reportIfDue(count);
        }
    }

    private void reportIfDue(int count) {
        long now = System.nanoTime();
        long expected = due.get();
        if (now - expected >= 0 && due.compareAndSet(expected, now + NANOS_BETWEEN)) {
            report(count, now);
        }
    }

    /** Counts what is as much work as some rows, which need not be whole ones. */
    synchronized void done(double rows) {
        parts += rows;
        int whole = (int) parts;
        parts -= whole;
        int count = Math.min(total, done.addAndGet(whole));
        if (count > 0) {
            reportIfDue(count);
        }
    }

    private void report(int count, long now) {
        double rate = count * 1e9 / Math.max(1, now - start);
        Duration remaining = Duration.ofNanos((long) ((total - count) * 1e9 / rate));
        listener.report(count, total, rate, remaining);
    }

    int count() {
        return done.get();
    }

    /** Tells that all are done. */
    void end() {
        if (total >= ROWS_BETWEEN) {
            report(total, System.nanoTime());
        }
    }
}
