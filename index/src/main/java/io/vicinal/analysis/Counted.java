package io.vicinal.analysis;

/** Counts what several threads have done, and tells the one who waits. */
final class Counted {
    private static final int REPORT_EVERY = 64;

    private final long total;
    private final AnalysisProgress progress;
    private long done;

    Counted(long total, AnalysisProgress progress) {
        this.total = total;
        this.progress = progress;
    }

    synchronized void done(long more) {
        long before = done;
        done += more;
        if (before / REPORT_EVERY != done / REPORT_EVERY || done == total) {
            progress.report(done, total);
        }
    }
}
