package io.vicinal.analysis;

/** Takes pairs of rows. */
@FunctionalInterface
public interface PairConsumer {
    /**
     * Takes a pair. Called by several threads, one at a time.
     *
     * @param a a row
     * @param b a later row
     * @param score their score
     */
    void accept(int a, int b, float score);
}
