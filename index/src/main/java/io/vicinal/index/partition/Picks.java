package io.vicinal.index.partition;

import io.vicinal.kernel.Kernels;

/**
 * Picks rows of a group that are near to one of them: the nearest, and of the others those that lie in different directions, up to the end of the
 * group. The nearest alone would be the copies of a row, or its cluster, with nothing that leads out of it. For one thread.
 */
final class Picks {
    private final int nearest;
    private final int most;
    private final int[] rows;

    /** Rows picked that exclude others, which are behind them. */
    private final int[] ahead;

    private final int[] good = new int[Partition.LARGEST];
    private final int[] near = new int[Partition.LARGEST];
    private final float[] left = new float[Partition.LARGEST];
    private int count;
    private int aheadCount;

    /** Picks so many of the nearest, and so many in different directions, if there are as many. */
    Picks(int nearest, int diverse) {
        this.nearest = nearest;
        this.most = nearest + diverse;
        this.rows = new int[most];
        this.ahead = new int[most];
    }

    /** Picks for a row of a group that has been compared with itself. */
    void make(GroupScores group, int row) {
        count = 0;
        aheadCount = 0;
        pickAmongNear(group, row, gatherNear(group, row));
        if (count < most) {
            pickAmongAll(group, row);
        }
    }

    /** Gathers some more of the nearest than are picked: in a ring from the row on, so that copies of a row pick different ones. */
    private int gatherNear(GroupScores group, int row) {
        int from = group.at(row);
        float bound = Largest.reached(group.scores(), from, group.count(), most);
        int found = Kernels.atLeast(group.scores(), from, group.count(), bound, good);
        int first = 0;
        while (first < found && good[first] <= row) {
            first++;
        }
        System.arraycopy(good, first, near, 0, found - first);
        System.arraycopy(good, 0, near, found - first, first);
        for (int i = 0; i < found; i++) {
            left[i] = group.scores()[from + near[i]];
        }
        return found;
    }

    private void pickAmongNear(GroupScores group, int row, int found) {
        for (int i = 0; i < found && count < most; i++) {
            int at = Kernels.largest(left, found);
            if (left[at] == Float.NEGATIVE_INFINITY) {
                return;
            }
            left[at] = Float.NEGATIVE_INFINITY;
            boolean behind = isBehind(group, row, near[at]);
            if (count < nearest || !behind) {
                pick(near[at], behind);
            }
        }
    }

    private void pick(int picked, boolean behind) {
        rows[count++] = picked;
        if (!behind) {
            ahead[aheadCount++] = picked;
        }
    }

    /** Tells whether one of those picked is nearer to another row than the row is. */
    private boolean isBehind(GroupScores group, int row, int other) {
        float score = group.scores()[group.at(row) + other];
        boolean behind = false;
        for (int i = 0; i < aheadCount; i++) {
            behind |= group.scores()[group.at(ahead[i]) + other] > score + group.margin(row, ahead[i]);
        }
        return behind;
    }

    private void pickAmongAll(GroupScores group, int row) {
        System.arraycopy(group.scores(), group.at(row), left, 0, group.count());
        for (int i = 0; i < count; i++) {
            left[rows[i]] = Float.NEGATIVE_INFINITY;
        }
        for (int i = 0; i < aheadCount; i++) {
            drop(group, row, ahead[i]);
        }
        while (count < most) {
            int at = Kernels.largest(left, group.count());
            if (left[at] == Float.NEGATIVE_INFINITY) {
                return;
            }
            left[at] = Float.NEGATIVE_INFINITY;
            pick(at, false);
            drop(group, row, at);
        }
    }

    private void drop(GroupScores group, int row, int picked) {
        Kernels.drop(left, 0, group.count(), group.scores(), group.at(picked), group.margin(row, picked));
    }

    int count() {
        return count;
    }

    /** One of the rows picked, by its number in the group. */
    int row(int number) {
        return rows[number];
    }
}
