package io.vicinal.embedding.cache;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How much a cache keeps, and for how long.
 *
 * @param maxBytes the most that its entries may take, in bytes as the cache stores them; its file can be longer
 * @param whenFull what happens at that point
 * @param maxAgeDays days after which a vector is no longer returned; 0 keeps vectors for the day they were made on
 * @param clock tells the day, in UTC
 * @param warnings receives what a user should know, each kind of trouble once; safe for use by several threads
 */
public record CacheOptions(
        long maxBytes, WhenFull whenFull, int maxAgeDays, InstantSource clock, Consumer<String> warnings) {
    /** No age limit. */
    public static final int ANY_AGE = Integer.MAX_VALUE;

    /** What happens when a cache is full. */
    public enum WhenFull {
        /** Older entries go: by and large those made first. */
        EVICT,
        /** What is there stays and nothing new is kept, which is said once. */
        STOP
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1 or {@code maxAgeDays} is negative
     */
    public CacheOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1 but is " + maxBytes);
        }
        if (maxAgeDays < 0) {
            throw new IllegalArgumentException("maxAgeDays must be at least 0 but is " + maxAgeDays);
        }
    }

    /**
     * Returns what suits most: 1 GiB, in which older entries make room for new ones; no age limit; warnings are logged.
     *
     * @return the options
     */
    public static CacheOptions defaults() {
        System.Logger logger = System.getLogger(EmbeddingCache.class.getName());
        return new CacheOptions(
                1L << 30,
                WhenFull.EVICT,
                ANY_AGE,
                InstantSource.system(),
                warning -> logger.log(Level.WARNING, warning));
    }

    /**
     * Changes the cap.
     *
     * @param newMaxBytes the most that entries may take, in bytes
     * @return these options with that cap
     * @throws IllegalArgumentException if it is less than 1
     */
    public CacheOptions withMaxBytes(long newMaxBytes) {
        return new CacheOptions(newMaxBytes, whenFull, maxAgeDays, clock, warnings);
    }

    /**
     * Changes what happens when the cache is full.
     *
     * @param newWhenFull what happens then
     * @return these options with that behaviour
     */
    public CacheOptions withWhenFull(WhenFull newWhenFull) {
        return new CacheOptions(maxBytes, newWhenFull, maxAgeDays, clock, warnings);
    }

    /**
     * Changes the age limit.
     *
     * @param newMaxAgeDays days after which a vector is no longer returned
     * @return these options with that limit
     * @throws IllegalArgumentException if it is negative
     */
    public CacheOptions withMaxAgeDays(int newMaxAgeDays) {
        return new CacheOptions(maxBytes, whenFull, newMaxAgeDays, clock, warnings);
    }

    /**
     * Changes the clock.
     *
     * @param newClock tells the day
     * @return these options with that clock
     */
    public CacheOptions withClock(InstantSource newClock) {
        return new CacheOptions(maxBytes, whenFull, maxAgeDays, newClock, warnings);
    }

    /**
     * Changes who is warned.
     *
     * @param newWarnings receives warnings, from any thread
     * @return these options with that receiver
     */
    public CacheOptions withWarnings(Consumer<String> newWarnings) {
        return new CacheOptions(maxBytes, whenFull, maxAgeDays, clock, newWarnings);
    }
}
