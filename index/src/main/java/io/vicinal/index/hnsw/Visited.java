package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * Marks of the nodes that a search has come by. A mark is the number of the search, so that nothing is cleared between searches
 * but once in 255; one byte a node, so that the marks of some hundred thousand nodes stay in cache.
 */
final class Visited {
    private static final int LAST = 255;

    private byte[] marks = new byte[0];
    private int search;

    /** Forgets all marks, and makes room for so many nodes. */
    void reset(int count) {
        if (marks.length < count) {
            marks = new byte[(int) Math.min(Pool.MAX_ORDINAL + 1L, count + count / 2L + 64)];
            search = 0;
        }
        if (search == LAST) {
            Arrays.fill(marks, (byte) 0);
            search = 0;
        }
        search++;
    }

    /** Makes room for more nodes and keeps the marks. */
    void grow(int count) {
        if (marks.length < count) {
            marks = Arrays.copyOf(marks, (int) Math.min(Pool.MAX_ORDINAL + 1L, count + count / 2L + 64));
        }
    }

    int capacity() {
        return marks.length;
    }

    boolean contains(int ordinal) {
        return marks[ordinal] == (byte) search;
    }

    /** Marks a node; false if it was marked already. */
    boolean add(int ordinal) {
        if (marks[ordinal] == (byte) search) {
            return false;
        }
        marks[ordinal] = (byte) search;
        return true;
    }

    /**
     * Marks nodes, and adds those that were not marked yet to others in {@code fresh}, which has room for one more than all of them.
     *
     * @return how many are there then
     */
    int addNew(int[] ordinals, int count, int[] fresh, int already) {
        byte[] seen = marks;
        byte mark = (byte) search;
        int found = already;
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[i];
            // Without a branch, since no processor foresees which of them are new; one that is not will be overwritten.
            int difference = seen[ordinal] ^ mark;
            seen[ordinal] = mark;
            fresh[found] = ordinal;
            found += (difference | -difference) >>> 31;
        }
        return found;
    }
}
