package io.vicinal.index.search;

/** Finds the next score worth a closer look. Nearly all are not, so these loops do nothing else. */
public final class NextScore {
    private NextScore() {}

    /**
     * Finds the next score that is good enough.
     *
     * @param scores scores
     * @param from where to begin
     * @param end where to end
     * @param bound the lowest score that is
     * @return where it is, or {@code end}
     */
    public static int good(float[] scores, int from, int end, float bound) {
        int i = from;
        while (i < end && !(scores[i] >= bound)) {
            i++;
        }
        return i;
    }

    /**
     * Does the same where squared distances stand in place of scores.
     *
     * @param distances squared distances; zero minus one is a score, since minus zero would be a score of -0.0
     * @param from where to begin
     * @param end where to end
     * @param bound the lowest score that is good enough
     * @return where it is, or {@code end}
     */
    public static int near(float[] distances, int from, int end, float bound) {
        int i = from;
        while (i < end && !(0 - distances[i] >= bound)) {
            i++;
        }
        return i;
    }
}
