package io.vicinal.collection;

import java.time.Duration;

/**
 * When what was put is safe from crashes and power failures. Whenever that is, each change is there whole or not at all.
 *
 * <p>A process that is killed alone loses nothing that was put, whatever the durability: the system has it. Power failures and crashes of the system
 * are what the difference is about.
 *
 * @param kind when files are forced to disk
 * @param interval how often, for {@link Kind#INTERVAL}
 */
public record Durability(Kind kind, Duration interval) {
    /** When files are forced to disk. */
    public enum Kind {
        /** When {@link Collection#flush} is called, or the collection closed. */
        ON_FLUSH,
        /** Again and again, as long as something has been written. */
        INTERVAL,
        /** Before a method that writes returns. */
        EACH_WRITE
    }

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if it is less than a millisecond where it counts
     */
    public Durability {
        if (kind == Kind.INTERVAL && interval.toMillis() < 1) {
            throw new IllegalArgumentException("interval must be at least 1 ms but is " + interval);
        }
    }

    /**
     * Leaves it to the caller: what was put before {@link Collection#flush} is safe when that returns.
     *
     * @return the durability that collections have without another
     */
    public static Durability onFlush() {
        return new Durability(Kind.ON_FLUSH, Duration.ZERO);
    }

    /**
     * Flushes in the background: what was put is safe after that time and what the disk takes.
     *
     * @param interval at least a millisecond
     * @return the durability
     * @throws IllegalArgumentException if it is less
     */
    public static Durability every(Duration interval) {
        return new Durability(Kind.INTERVAL, interval);
    }

    /**
     * Flushes before each method that writes returns. Those who write at the same time share the cost.
     *
     * @return the durability
     */
    public static Durability eachWrite() {
        return new Durability(Kind.EACH_WRITE, Duration.ZERO);
    }
}
