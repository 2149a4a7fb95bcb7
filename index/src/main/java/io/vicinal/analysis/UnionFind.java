package io.vicinal.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts rows together, pair by pair. The first row of a set stands for it, so that the outcome does not depend on the order of pairs. */
final class UnionFind {
    private final int[] parents;

    UnionFind(int rows) {
        parents = new int[rows];
        Arrays.setAll(parents, row -> row);
    }

    /** The first row of the set that a row is in. */
    int find(int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Puts the sets of two rows together; tells whether they were different. */
    boolean join(int a, int b) {
        int rootA = find(a);
        int rootB = find(b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
        return rootA != rootB;
    }

    /** The sets of more than one row, in the order of their first rows, each ascending. */
    List<int[]> sets() {
        int[] sizes = new int[parents.length];
        for (int row = 0; row < parents.length; row++) {
            sizes[find(row)]++;
        }
        int[][] sets = new int[parents.length][];
        int[] filled = new int[parents.length];
        List<int[]> several = new ArrayList<>();
        for (int row = 0; row < parents.length; row++) {
            int first = find(row);
            if (sizes[first] > 1) {
                if (first == row) {
                    sets[row] = new int[sizes[row]];
                    several.add(sets[row]);
                }
                sets[first][filled[first]++] = row;
            }
        }
        return several;
    }
}
