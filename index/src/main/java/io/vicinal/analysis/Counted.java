package io.vicinal.analysis;

import java.util.concurrent.CancellationException;

/** Counts what several threads have done, and tells the one who waits. Interrupted, it stops all of them. */
final class Counted {
    private static final int REPORT_EVERY = 64;

    private final long total;
    private final AnalysisProgress progress;
    private final Thread waiting = Thread.currentThread();
    private long done;
    private volatile boolean stopped;

    Counted(long total, AnalysisProgress progress) {
        this.total = total;
        this.progress = progress;
    }

    boolean goesOn() {
        if (waiting.isInterrupted()) {
            stopped = true;
        }
        return !stopped;
    }

    synchronized void done(long more) {
        long before = done;
        done += more;
        if (before / REPORT_EVERY != done / REPORT_EVERY || done == total) {
            progress.report(done, total);
        }
    }

    void requireComplete(String work) {
        if (stopped) {
            throw new CancellationException("interrupted while " + work);
        }
    }
}
