package io.vicinal.bench.dataset;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine, whichever thread draws them. */
final class RandomSeeds {
    private RandomSeeds() {}

    /** Returns the numbers of the {@code n}th thing of a kind. */
    static SplittableRandom random(long kind, long n) {
        return new SplittableRandom(mixed(kind ^ mixed(n + 1)));
    }

    // SplittableRandom counts up from its seed: seeds that are close would give streams that overlap.
    private static long mixed(long value) {
        long z = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return z ^ (z >>> 32);
    }

    /**
     * Returns a number of a nearly normal distribution: the sum of four uniform ones, from one draw. Logarithms, which the usual
     * ways take, may differ in their last bit between machines.
     */
    static float normal(SplittableRandom random) {
        long bits = random.nextLong();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        // The variance of a uniform number from 0 to 1 is 1/12, of the sum of four 1/3.
        return (sum - 131_070) * (1.7320508f / 65_535);
    }
}
