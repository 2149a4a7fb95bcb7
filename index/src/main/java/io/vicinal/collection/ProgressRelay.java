package io.vicinal.collection;

import io.vicinal.index.BuildProgress;
import java.time.Duration;

/** Passes on what an engine tells to who listens just now: an engine is given its listener once, when it is made. */
final class ProgressRelay implements BuildProgress {
    private volatile BuildProgress listener = BuildProgress.NONE;

    void to(BuildProgress newListener) {
        listener = newListener;
    }

    @Override
    public void report(long done, long total, double perSecond, Duration remaining) {
        listener.report(done, total, perSecond, remaining);
    }
}
