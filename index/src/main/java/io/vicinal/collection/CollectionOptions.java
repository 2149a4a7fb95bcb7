package io.vicinal.collection;

/**
 * How a process works with a collection; nothing of it is written. Immutable: each method returns another that differs in one thing.
 *
 * @param durability when what was put is safe
 * @param threads the most that connect rows in the graph at the same time
 */
public record CollectionOptions(Durability durability, int threads) {
    /** Durable on flush, and all cores connect. */
    public static final CollectionOptions DEFAULT =
            new CollectionOptions(Durability.onFlush(), Runtime.getRuntime().availableProcessors());

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if threads is less than 1
     */
    public CollectionOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is " + threads);
        }
    }

    /**
     * Sets the durability.
     *
     * @param newDurability when what was put is safe
     * @return options with that durability
     */
    public CollectionOptions durability(Durability newDurability) {
        return new CollectionOptions(newDurability, threads);
    }

    /**
     * Limits the threads that connect rows at the same time.
     *
     * @param newThreads at least 1; with one, the same calls make the same graph
     * @return options with that limit
     * @throws IllegalArgumentException if it is less than 1
     */
    public CollectionOptions threads(int newThreads) {
        return new CollectionOptions(durability, newThreads);
    }
}
