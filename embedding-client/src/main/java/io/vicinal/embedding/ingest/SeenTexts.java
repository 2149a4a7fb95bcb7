package io.vicinal.embedding.ingest;

import io.vicinal.embedding.cache.CacheKey;
import java.util.BitSet;

/**
 * Which texts have been seen, in 32 MiB at most however many there are (a Bloom filter: four bits a text in a table of 2<sup>28</sup>).
 * Of 10 million different texts, 4 in 10,000 are mistaken for ones seen before.
 */
final class SeenTexts {
    private static final int MASK = (1 << 28) - 1;

    private final BitSet bits = new BitSet(MASK + 1);

    /** Returns true the first time that a text comes. */
    boolean add(String text) {
        CacheKey hash = CacheKey.of("", text);
        boolean seen = true;
        for (long part : new long[] {hash.first(), hash.second(), hash.third(), hash.fourth()}) {
            int bit = (int) part & MASK;
            seen &= bits.get(bit);
            bits.set(bit);
        }
        return !seen;
    }
}
