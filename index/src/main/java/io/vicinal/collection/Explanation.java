package io.vicinal.collection;

import io.vicinal.index.Plan;
import java.util.Locale;

/**
 * How a search was answered.
 *
 * @param plan how connected documents were searched
 * @param documents how many there were
 * @param candidates how many the filter allowed, about; as many as there were without one
 * @param connected rows in the engine's index
 * @param scored rows compared with the vector
 * @param compared how many of these were compared because they are not connected yet
 * @param filterNanos time to find who the filter allows
 * @param searchNanos time to find the nearest
 * @param readNanos time to read the documents found
 */
public record Explanation(
        Plan plan,
        int documents,
        long candidates,
        int connected,
        long scored,
        long compared,
        long filterNanos,
        long searchNanos,
        long readNanos) {
    /**
     * Returns the part of the documents that the filter allowed.
     *
     * @return 0 to 1, about
     */
    public double selectivity() {
        return documents == 0 ? 1 : Math.min(1, (double) candidates / documents);
    }

    /** Says all of it in a line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "plan %s, %,d of %,d documents allowed (%.3f %%), %,d rows compared (%,d of them not connected yet of %,d), filter %.3f ms,"
                        + " search %.3f ms, reading %.3f ms",
                plan,
                candidates,
                documents,
                100 * selectivity(),
                scored,
                compared,
                documents - Math.min(documents, connected),
                filterNanos / 1e6,
                searchNanos / 1e6,
                readNanos / 1e6);
    }
}
