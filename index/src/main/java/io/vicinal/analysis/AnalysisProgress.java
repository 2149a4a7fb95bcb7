package io.vicinal.analysis;

/**
 * Is told how far long work has come. To stop the work, interrupt the thread that asked for it: that throws {@link
 * java.util.concurrent.CancellationException}.
 */
@FunctionalInterface
public interface AnalysisProgress {
    /** Listens to nothing. */
    AnalysisProgress NONE = (done, total) -> {};

    /**
     * Tells how far it has come. Called now and then by one of the threads that work, by one at a time, and should return soon.
     *
     * @param done how much is done
     * @param total how much there is to do, in the same unit
     */
    void report(long done, long total);
}
