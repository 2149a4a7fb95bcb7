package io.vicinal.index.partition;

import io.vicinal.kernel.Kernels;

/** The few largest of some scores and where they stand, the largest first. For one thread. */
final class Largest {
    /** The kernel finds what eight scores reach. */
    private static final int PART = 8;

    private final int wanted;
    private final int[] positions;
    private final float[] scores;
    private final int[] good;
    private int size;

    /** Makes room for so many of up to {@code most} scores. */
    Largest(int wanted, int most) {
        this.wanted = wanted;
        this.positions = new int[wanted];
        this.scores = new float[wanted];
        this.good = new int[most];
    }

    /** Finds the largest; of equal ones, those that come first. */
    void find(float[] values, int from, int count) {
        if (wanted == 1) {
            findOne(values, from, count);
            return;
        }
        size = 0;
        int found = Kernels.atLeast(values, from, count, reached(values, from, count, wanted), good);
        for (int i = 0; i < found; i++) {
            offer(values[from + good[i]], good[i]);
        }
    }

    private void findOne(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        size = 1;
        positions[0] = best;
    }

    /** A score that as many as are wanted reach. */
    static float reached(float[] values, int from, int count, int wanted) {
        int parts = Math.ceilDiv(wanted, PART);
        int length = count / parts;
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < parts; i++) {
            least = Math.min(least, Kernels.reachedByEight(values, from + i * length, length));
        }
        return least;
    }

    private void offer(float score, int position) {
        if (size == wanted && score <= scores[size - 1]) {
            return;
        }
        int at = size < wanted ? size++ : size - 1;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            positions[at] = positions[at - 1];
            at--;
        }
        scores[at] = score;
        positions[at] = position;
    }

    /** How many were found: fewer than wanted only where there are fewer. */
    int size() {
        return size;
    }

    int position(int rank) {
        return positions[rank];
    }
}
