package io.vicinal.analysis;

/**
 * How a {@link MapLayout} is made. Settings are immutable: each method that takes a number returns others that differ in it.
 *
 * @param epochs how often all points move, at least 1
 * @param seed decides what is drawn at random
 * @param threads how many cores work, at least 1; the picture does not depend on it
 */
public record MapSettings(int epochs, long seed, int threads) {
    /** Five hundred epochs, after which little changes, the seed 42, and all cores. */
    public static final MapSettings DEFAULT =
            new MapSettings(500, 42, Runtime.getRuntime().availableProcessors());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public MapSettings {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1 but is " + epochs);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is " + threads);
        }
    }

    /**
     * Sets how often points move.
     *
     * @param epochs at least 1; 200 to 1,000 are usual
     * @return the settings with as many
     * @throws IllegalArgumentException if it is less
     */
    public MapSettings epochs(int epochs) {
        return new MapSettings(epochs, seed, threads);
    }

    /**
     * Sets the seed.
     *
     * @param seed any number
     * @return the settings with that seed
     */
    public MapSettings seed(long seed) {
        return new MapSettings(epochs, seed, threads);
    }

    /**
     * Sets how many cores work.
     *
     * @param threads at least 1
     * @return the settings with as many
     * @throws IllegalArgumentException if it is less
     */
    public MapSettings threads(int threads) {
        return new MapSettings(epochs, seed, threads);
    }
}
