package io.vicinal.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The branches of a {@link DensityTree} that are clusters. A branch begins where two sides of enough rows part; rows on smaller sides drop out of it. Each
 * row counts for a branch by how much denser the place is where it leaves than where the branch began. A branch is a cluster if it counts for more than
 * the clusters it splits into. Where one such cluster would hold more than half of all rows, as is usual with texts, that would say little: there the
 * branches that don't split are clusters.
 */
final class DensityBranches {
    private static final int TOP = 0;

    private final int[] left;
    private final int[] right;
    private final double[] distances;
    private final int[] sizes;
    private final int rows;
    private final int leastSize;

    /** The last branch that a row belongs to. */
    private final int[] branches;

    // By branch; a branch comes before those it splits into.
    private final int[] parents;
    private final double[] births;
    private final double[] weights;
    private int count;

    private final Deque<int[]> open = new ArrayDeque<>();

    DensityBranches(int[] left, int[] right, double[] distances, int[] sizes, int rows, int leastSize) {
        this.left = left;
        this.right = right;
        this.distances = distances;
        this.sizes = sizes;
        this.rows = rows;
        this.leastSize = leastSize;
        this.branches = new int[rows];
        // Each branch but the top has a least size, and at most two come of a split.
        int most = 2 * (rows / leastSize) + 2;
        this.parents = new int[most];
        this.births = new double[most];
        this.weights = new double[most];
    }

    /** The cluster of each row, or -1. */
    int[] clusters(int[] roots) {
        count = TOP + 1;
        int[] large =
                Arrays.stream(roots).filter(root -> sizes[root] >= leastSize).toArray();
        if (large.length == 1) {
            // What hangs together as a whole is no cluster.
            open.push(new int[] {large[0], TOP});
        } else {
            for (int root : large) {
                begin(root, TOP, 0);
            }
        }
        while (!open.isEmpty()) {
            int[] next = open.pop();
            follow(next[0], next[1]);
        }
        int[] clusters = chosen();
        return Arrays.stream(branches).map(branch -> clusters[branch]).toArray();
    }

    private void begin(int node, int parent, double birth) {
        parents[count] = parent;
        births[count] = birth;
        open.push(new int[] {node, count++});
    }

    /** Follows a branch until it splits or has dropped all its rows. */
    private void follow(int start, int branch) {
        int node = start;
        while (node >= rows) {
            double density = 1 / distances[node];
            boolean largeLeft = sizes[left[node]] >= leastSize;
            boolean largeRight = sizes[right[node]] >= leastSize;
            if (largeLeft && largeRight) {
                weights[branch] += (density - births[branch]) * sizes[node];
                begin(left[node], branch, density);
                begin(right[node], branch, density);
                return;
            }
            if (!largeLeft) {
                drop(left[node], branch, density);
            }
            if (!largeRight) {
                drop(right[node], branch, density);
            }
            if (!largeLeft && !largeRight) {
                return;
            }
            node = largeLeft ? left[node] : right[node];
        }
    }

    private void drop(int top, int branch, double density) {
        weights[branch] += (density - births[branch]) * sizes[top];
        Deque<Integer> below = new ArrayDeque<>();
        below.push(top);
        while (!below.isEmpty()) {
            int node = below.pop();
            if (node < rows) {
                branches[node] = branch;
            } else {
                below.push(left[node]);
                below.push(right[node]);
            }
        }
    }

    /** By branch, the branch that is its cluster: itself, one that it is part of, or none. */
    private int[] chosen() {
        int[] chosen = chosen(weightiest());
        return largest(chosen) > rows / 2 ? chosen(finest()) : chosen;
    }

    /** The branches that count for more than what they split into. */
    private boolean[] weightiest() {
        double[] ofParts = new double[count];
        boolean[] whole = new boolean[count];
        for (int branch = count - 1; branch > TOP; branch--) {
            whole[branch] = weights[branch] >= ofParts[branch];
            ofParts[parents[branch]] += Math.max(weights[branch], ofParts[branch]);
        }
        return whole;
    }

    /** The branches that don't split. */
    private boolean[] finest() {
        boolean[] whole = new boolean[count];
        Arrays.fill(whole, true);
        for (int branch = TOP + 1; branch < count; branch++) {
            whole[parents[branch]] = false;
        }
        return whole;
    }

    private int[] chosen(boolean[] whole) {
        int[] chosen = new int[count];
        chosen[TOP] = Clusters.NONE;
        for (int branch = TOP + 1; branch < count; branch++) {
            int above = chosen[parents[branch]];
            chosen[branch] = above == Clusters.NONE && whole[branch] ? branch : above;
        }
        return chosen;
    }

    private int largest(int[] chosen) {
        int[] counts = new int[count];
        for (int branch : branches) {
            if (chosen[branch] != Clusters.NONE) {
                counts[chosen[branch]]++;
            }
        }
        return Arrays.stream(counts).max().orElse(0);
    }
}
