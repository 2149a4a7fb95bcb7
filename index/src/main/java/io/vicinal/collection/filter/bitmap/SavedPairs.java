package io.vicinal.collection.filter.bitmap;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves of pairs as they are saved: many together, the numbers of all of them and then the documents. Each copy out of a mapped
 * file costs microseconds in a JVM that has just started, and a leaf by itself would need two.
 */
final class SavedPairs {
    /** Leaves at most that are saved together. */
    static final int TOGETHER = 64;

    /** Room that is used again for those that come next. */
    private long[] keys = new long[0];

    private int[] ordinals = new int[0];

    static void write(List<NumberPairs> leaves, SectionOutput section) {
        section.put(leaves.size());
        leaves.forEach(leaf -> section.put(leaf.count()));
        leaves.forEach(leaf -> leaf.writeKeys(section));
        leaves.forEach(leaf -> leaf.writeOrdinals(section));
    }

    /** Reads as many leaves as the count before them said. The documents of all are below a limit. */
    List<NumberPairs> read(SectionInput section, int count, int limit) {
        int[] sizes = sizes(section, count);
        int total = 0;
        for (int size : sizes) {
            total += size;
        }
        section.require(total, Long.BYTES + Integer.BYTES);
        if (total > keys.length) {
            keys = new long[total];
            ordinals = new int[total];
        }
        long at = section.offset();
        section.numbers(keys, total);
        section.integers(ordinals, total);
        int wrong = firstWrong(total, limit);
        if (wrong >= 0) {
            throw section.corrupt(
                    at + (long) wrong * Long.BYTES,
                    "number %d of document %d is not after the one before, or not of a document below %d"
                            .formatted(keys[wrong], ordinals[wrong], limit));
        }
        List<NumberPairs> leaves = new ArrayList<>(count);
        int from = 0;
        for (int size : sizes) {
            leaves.add(NumberPairs.of(keys, ordinals, from, from + size));
            from += size;
        }
        return leaves;
    }

    private static int[] sizes(SectionInput section, int count) {
        long at = section.offset();
        if (count < 1 || count > TOGETHER) {
            throw section.corrupt(
                    at - Integer.BYTES, "leaves must come 1 to %d together but are %d".formatted(TOGETHER, count));
        }
        int[] sizes = section.integers(count);
        for (int i = 0; i < count; i++) {
            if (sizes[i] < 1 || sizes[i] > NumberPairs.FULL) {
                throw section.corrupt(
                        at + (long) i * Integer.BYTES,
                        "a leaf must have 1 to %d pairs but has %d".formatted(NumberPairs.FULL, sizes[i]));
            }
        }
        return sizes;
    }

    /** Returns the first place whose pair is not greater than the one before, or whose ordinal is not below a limit; -1 if none. */
    private int firstWrong(int count, int limit) {
        long key = Long.MIN_VALUE;
        int ordinal = -1;
        for (int i = 0; i < count; i++) {
            boolean after = keys[i] > key || (keys[i] == key && ordinals[i] > ordinal);
            key = keys[i];
            ordinal = ordinals[i];
            if (!after || ordinal < 0 || ordinal >= limit) {
                return i;
            }
        }
        return -1;
    }
}
