package io.vicinal.index.hnsw;

import io.vicinal.index.GraphSettings;

/**
 * The level of each node: how far up in the hierarchy it can be found. Each level has about one node for {@code connections} of
 * the one below. A level is drawn from a hash of the ordinal, so that the same rows always make the same graph, and so that a
 * place in the graph keeps its level from row to row.
 */
final class Levels {
    /** Far more than any number of rows needs. */
    static final int MAX = 30;

    private final long seed;
    private final double scale;

    Levels(GraphSettings settings) {
        this.seed = settings.seed();
        this.scale = 1 / Math.log(settings.connections());
    }

    int of(int ordinal) {
        // The finishing steps of SplitMix64 (Steele, Lea, Flood 2014).
        long z = seed + (ordinal + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        double uniform = ((z >>> 11) + 1) * 0x1p-53;
        return (int) Math.min(MAX, -Math.log(uniform) * scale);
    }
}
