package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * The best nodes found so far, sorted, and which of them have been looked around from.
 *
 * <p>A node is one {@code long}: above the bits of its score, so turned that a better one is a smaller number; then its ordinal;
 * then two flags. Sorting them is comparing numbers, and among equal scores the lower ordinal comes first.
 *
 * <p>Nodes that must not be hits, since they are removed or not allowed, are kept as ways to others and don't count.
 */
final class Pool {
    /** Ordinals have 30 bits. */
    static final int MAX_ORDINAL = (1 << 30) - 1;

    private static final long EXPANDED = 1;
    private static final long PASSAGE = 2;

    /** Up to so many nodes moving them one by one is faster than looking for the place first. */
    private static final int SHORT = 128;

    private static final int LARGEST_KEPT = 1 << 16;

    private final float greatest;
    private long[] nodes = new long[256];
    private int size;
    private int next;
    private int counted;
    private int capacity;
    private int most;
    private int floor;
    private float slack;
    private float reach;
    private float nearer;
    private int passages;
    private int bound;
    private int farthestExpanded;
    private long moved;

    /** Makes a pool of nodes whose scores are not above a greatest one, but for errors. */
    Pool(float greatest) {
        this.greatest = greatest;
    }

    /**
     * Starts anew: with room for {@code capacity} nodes that count, and up to {@code most} of those that score at least {@code
     * minScore}, if that is above negative infinity.
     */
    void reset(int capacity, int most, float minScore) {
        reset(capacity, most, minScore, 0, 0);
    }

    /**
     * Does the same with room also for those that are behind the last of {@code capacity} by up to {@code slack} and by up to {@code reach}
     * times what that one lacks of the greatest score. The latter is 0 where no score is the greatest.
     */
    void reset(int capacity, int most, float minScore, float slack, float reach) {
        reset(capacity, most, minScore, slack, reach, reach);
    }

    /**
     * Does the same for a walk that, once there are {@code capacity} nodes, goes on from those only that are behind the last of them by up to {@code
     * slack} and by up to {@code nearer} times what that one lacks: it may be less than {@code reach}, and below 0.
     */
    void reset(int capacity, int most, float minScore, float slack, float reach, float nearer) {
        this.capacity = capacity;
        this.slack = slack;
        this.reach = reach;
        this.nearer = nearer;
        this.most = most;
        // Minus zero is no worse than zero, though its bits are.
        this.floor = minScore == Float.NEGATIVE_INFINITY ? Integer.MIN_VALUE : key(minScore == 0 ? -0f : minScore);
        size = 0;
        next = 0;
        counted = 0;
        passages = 0;
        moved = 0;
        bound = Integer.MAX_VALUE;
        farthestExpanded = Integer.MAX_VALUE;
        if (nodes.length > LARGEST_KEPT) {
            nodes = new long[256];
        }
    }

    /** Bits of a score in an order in which better ones are smaller. */
    private static int key(float score) {
        int bits = Float.floatToRawIntBits(score);
        return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    private static float scoreOf(int key) {
        int bits = ~key;
        return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    /** Tells whether a score is good enough to be offered. */
    boolean wants(float score) {
        return key(score) < bound;
    }

    /** Takes a node if it is among the best. */
    void offer(float score, int ordinal) {
        int key = key(score);
        if (key < bound) {
            insert(((long) key << Integer.SIZE) | ((long) ordinal << 2));
            if (++counted >= capacity) {
                trim();
            }
        }
    }

    /** Takes a node that leads to others and does not count. */
    void offerPassage(float score, int ordinal) {
        int key = key(score);
        if (key < bound) {
            insert(((long) key << Integer.SIZE) | ((long) ordinal << 2) | PASSAGE);
            passages++;
        }
    }

    /** Takes those of some nodes that are among the best. */
    void offer(float[] scores, int[] ordinals, int count) {
        int before = counted;
        for (int i = 0; i < count; i++) {
            int key = key(scores[i]);
            if (key < bound) {
                insert(((long) key << Integer.SIZE) | ((long) ordinals[i] << 2));
                counted++;
            }
        }
        // Once for all of them, since each look at the end is a branch that no processor foresees.
        if (counted > before && counted >= capacity) {
            trim();
        }
    }

    private void insert(long node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        int at = size <= SHORT ? shift(node) : makePlace(node);
        nodes[at] = node;
        size++;
        if (at < next) {
            next = at;
        }
    }

    /** Moves what is worse than a node up by one, and returns the place that is free then. */
    private int shift(long node) {
        long[] sorted = nodes;
        int at = size;
        while (at > 0 && sorted[at - 1] > node) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        return at;
    }

    /** Does the same where many may have to be moved. */
    private int makePlace(long node) {
        int at = place(node);
        moved += size - at;
        System.arraycopy(nodes, at, nodes, at + 1, size - at);
        return at;
    }

    /** Finds where a node belongs, without branches that no processor foresees. */
    private int place(long node) {
        long[] sorted = nodes;
        int low = 0;
        int length = size;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            low += sorted[low + half - 1] < node ? half : 0;
            length -= half;
        }
        return low;
    }

    /** Drops the worst until no more count than there is room for, and sets the bound. */
    private void trim() {
        int limit = slack > 0 || reach > 0 ? Math.max(floor, key(farthest(reach))) : floor;
        long last = nodes[size - 1];
        while (surplus(last, limit)) {
            int passage = (int) (last & PASSAGE) >>> 1;
            counted -= 1 - passage;
            passages -= passage;
            last = nodes[--size - 1];
        }
        int worst = (int) (last >> Integer.SIZE);
        if (nearer < reach) {
            farthestExpanded = key(farthest(nearer));
        }
        bound = counted < most ? Math.max(worst, limit + 1) : worst;
    }

    /** The lowest score that there is room for if there are enough better ones. */
    private float farthest(float beyond) {
        float last = score(last());
        return last - slack - (beyond == 0 ? 0 : beyond * Math.max(0, greatest - last));
    }

    /** The place of the last of those that there is always room for. */
    private int last() {
        int at = capacity - 1;
        if (passages > 0) {
            at = -1;
            for (int left = capacity; left > 0; left -= counts(at) ? 1 : 0) {
                at++;
            }
        }
        return at;
    }

    private boolean surplus(long last, int limit) {
        boolean outOfRange = (int) (last >> Integer.SIZE) > limit;
        if ((last & PASSAGE) != 0) {
            return outOfRange || counted >= most;
        }
        return counted > most || (counted > capacity && outOfRange);
    }

    /** Returns the best node that nobody looked around from yet, and marks it; -1 if there is none. */
    int expandNext() {
        int at = next;
        while (at < size && (nodes[at] & EXPANDED) != 0) {
            at++;
        }
        if (at == size || (int) (nodes[at] >> Integer.SIZE) > farthestExpanded) {
            next = at;
            return -1;
        }
        nodes[at] |= EXPANDED;
        next = at + 1;
        return ordinal(at);
    }

    /** The score that a node must beat to be taken. */
    float bound() {
        return bound == Integer.MAX_VALUE ? Float.NEGATIVE_INFINITY : scoreOf(bound);
    }

    int size() {
        return size;
    }

    /** How many nodes were moved since the pool was reset, where many were at a time. */
    long moved() {
        return moved;
    }

    /** The number of nodes that count. */
    int counted() {
        return counted;
    }

    boolean counts(int at) {
        return (nodes[at] & PASSAGE) == 0;
    }

    int ordinal(int at) {
        return (int) nodes[at] >>> 2;
    }

    float score(int at) {
        return scoreOf((int) (nodes[at] >> Integer.SIZE));
    }
}
