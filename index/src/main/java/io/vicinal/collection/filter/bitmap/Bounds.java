package io.vicinal.collection.filter.bitmap;

/**
 * How many documents match, as far as that can be told without finding them.
 *
 * @param atLeast so many, or more
 * @param atMost so many, or less
 */
public record Bounds(long atLeast, long atMost) {
    static final Bounds NONE = new Bounds(0, 0);

    static Bounds exactly(long count) {
        return new Bounds(count, count);
    }

    /**
     * Tells whether it is known exactly.
     *
     * @return true if both bounds are the same
     */
    public boolean exact() {
        return atLeast == atMost;
    }
}
