package io.vicinal.analysis;

/**
 * How clusters are looked for by k-means. Settings are immutable: each method that takes a number returns others that differ in it.
 *
 * @param clusters how many, or {@value #CHOSEN} to have the number chosen
 * @param starts from how many different beginnings; the best outcome counts
 * @param iterations how often centres are moved at most, from each start
 * @param seed decides where to begin
 */
public record KMeansSettings(int clusters, int starts, int iterations, long seed) {
    /** Stands for the number of clusters that suits the vectors best. */
    public static final int CHOSEN = 0;

    /** The number of clusters chosen, three starts of at most 50 iterations, the seed 42. */
    public static final KMeansSettings DEFAULT = new KMeansSettings(CHOSEN, 3, 50, 42);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public KMeansSettings {
        if (clusters < 0 || starts < 1 || iterations < 1) {
            throw new IllegalArgumentException(
                    "clusters must not be negative, starts and iterations must be at least 1, but they are %d, %d and %d"
                            .formatted(clusters, starts, iterations));
        }
    }

    /**
     * Sets how many clusters there are to be.
     *
     * @param clusters at least 1, or {@value #CHOSEN} to have the number chosen
     * @return the settings with that number
     * @throws IllegalArgumentException if it is negative
     */
    public KMeansSettings clusters(int clusters) {
        return new KMeansSettings(clusters, starts, iterations, seed);
    }

    /**
     * Sets from how many beginnings they are looked for.
     *
     * @param starts at least 1
     * @return the settings with that number
     * @throws IllegalArgumentException if it is less
     */
    public KMeansSettings starts(int starts) {
        return new KMeansSettings(clusters, starts, iterations, seed);
    }

    /**
     * Sets how often centres are moved at most.
     *
     * @param iterations at least 1
     * @return the settings with that number
     * @throws IllegalArgumentException if it is less
     */
    public KMeansSettings iterations(int iterations) {
        return new KMeansSettings(clusters, starts, iterations, seed);
    }

    /**
     * Sets what decides where to begin.
     *
     * @param seed any number; the same gives the same clusters
     * @return the settings with that seed
     */
    public KMeansSettings seed(long seed) {
        return new KMeansSettings(clusters, starts, iterations, seed);
    }
}
