package io.vicinal.collection.filter.bitmap;

import java.util.Arrays;

/** Leaves in the order of their numbers, each with the least number that belongs into it. The first takes all that are less, too. */
final class Leaves {
    private long[] lowest = new long[4];
    private Leaf[] leaves = new Leaf[4];
    private int size;

    int size() {
        return size;
    }

    Leaf get(int place) {
        return leaves[place];
    }

    long lowest(int place) {
        return lowest[place];
    }

    /** Returns the place of the leaf that a number belongs into; 0 if there is none. */
    int find(long key) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lowest[middle] <= key) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    void insert(int place, long least, Leaf leaf) {
        if (size == leaves.length) {
            int room = size + (size >> 1);
            lowest = Arrays.copyOf(lowest, room);
            leaves = Arrays.copyOf(leaves, room);
        }
        System.arraycopy(lowest, place, lowest, place + 1, size - place);
        System.arraycopy(leaves, place, leaves, place + 1, size - place);
        lowest[place] = least;
        leaves[place] = leaf;
        size++;
    }

    void replace(int place, Leaf leaf) {
        leaves[place] = leaf;
    }

    /** Gives a leaf another least number, between those of its neighbours. */
    void lowest(int place, long least) {
        lowest[place] = least;
    }
}
