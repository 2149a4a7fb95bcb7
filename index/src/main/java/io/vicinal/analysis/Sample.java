package io.vicinal.analysis;

import io.vicinal.analysis.join.Tile;

/** Rows spread evenly over all, to be compared with all. */
final class Sample {
    private final Vectors vectors;
    private final int count;

    Sample(Vectors vectors, int most) {
        this.vectors = vectors;
        this.count = Math.min(most, vectors.size());
    }

    /** Sees the scores of one row, the number of which in the sample is given, and which is the i-th of a tile's block. */
    interface Scores {
        void see(int number, int row, Tile tile, int i);
    }

    int row(int number) {
        return (int) ((long) number * vectors.size() / count);
    }

    int count() {
        return count;
    }

    void compare(Scores scores) {
        Tile tile = new Tile(vectors.rows(), vectors.metric());
        for (int first = 0; first < count; first += Tile.BLOCK) {
            int[] chosen = new int[Math.min(Tile.BLOCK, count - first)];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = row(first + i);
            }
            tile.take(chosen);
            for (int other = 0; other < vectors.size(); other += Tile.SPAN) {
                tile.compare(other, Math.min(Tile.SPAN, vectors.size() - other));
                for (int i = 0; i < chosen.length; i++) {
                    scores.see(first + i, chosen[i], tile, i);
                }
            }
        }
    }
}
