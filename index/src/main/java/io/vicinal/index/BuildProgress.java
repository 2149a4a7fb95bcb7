package io.vicinal.index;

import java.time.Duration;

/** Is told how far the building of an index has come. */
@FunctionalInterface
public interface BuildProgress {
    /** Listens to nothing. */
    BuildProgress NONE = (done, total, perSecond, remaining) -> {};

    /**
     * Tells how far it has come: some times a second, and once at the end. Called by the threads that build, by one at a time as a
     * rule, and should return soon. To stop the building, interrupt the thread that called the index.
     *
     * @param done rows connected
     * @param total rows to connect in this call of {@link VectorIndex#addAll} or {@link VectorIndexBuilder#over}
     * @param perSecond rows a second so far
     * @param remaining how long the rest will take at that rate
     */
    void report(long done, long total, double perSecond, Duration remaining);
}
