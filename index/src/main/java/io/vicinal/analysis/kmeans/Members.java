package io.vicinal.analysis.kmeans;

/** The rows of each cluster, ascending: those of cluster c stand from {@code starts[c]} to before {@code starts[c + 1]}. */
final class Members {
    final int[] rows;
    final int[] starts;

    private Members(int[] rows, int[] starts) {
        this.rows = rows;
        this.starts = starts;
    }

    static Members of(int[] clusters, int count) {
        int[] starts = new int[count + 1];
        for (int cluster : clusters) {
            starts[cluster + 1]++;
        }
        for (int c = 0; c < count; c++) {
            starts[c + 1] += starts[c];
        }
        int[] next = starts.clone();
        int[] rows = new int[clusters.length];
        for (int row = 0; row < clusters.length; row++) {
            rows[next[clusters[row]]++] = row;
        }
        return new Members(rows, starts);
    }

    int size(int cluster) {
        return starts[cluster + 1] - starts[cluster];
    }
}
