package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * Chooses neighbours that lie in different directions (the heuristic of Malkov and Yashunin, algorithm 4): a candidate is taken unless one
 * taken before is nearer to it than the node itself. What is left of the degree is filled with the nearest of the others.
 *
 * <p>Each candidate taken is compared at once with all that are left, and those that it excludes are compared with no other. For
 * one thread at a time.
 */
final class Diversity {
    private final RowScorer scorer;
    private final float[] row;
    private int[] left = new int[64];
    private int[] places = new int[64];
    private float[] between = new float[64];
    private boolean[] taken = new boolean[64];
    private int[] others = new int[64];
    private float[] otherScores = new float[64];

    Diversity(RowScorer scorer, int dimension) {
        this.scorer = scorer;
        this.row = new float[dimension];
    }

    /**
     * Puts the neighbours chosen at the beginning of the arrays: first the diverse ones, then the others, each best first.
     *
     * @param candidates best first; rows in view
     * @param scores their scores with the node
     * @param count how many candidates
     * @param most how many diverse ones to choose
     * @return how many of those chosen are diverse
     */
    int choose(int[] candidates, float[] scores, int count, int most) {
        makeRoom(count);
        Arrays.fill(taken, 0, count, false);
        for (int i = 0; i < count; i++) {
            left[i] = candidates[i];
            places[i] = i;
        }
        int diverse = 0;
        int leftCount = count;
        while (leftCount > 0 && diverse < most) {
            taken[places[0]] = true;
            diverse++;
            leftCount = exclude(scores, leftCount);
        }
        part(candidates, scores, count, diverse);
        return diverse;
    }

    /** Takes the first candidate that is left out of those, and with it all that it excludes; returns how many stay. */
    private int exclude(float[] scores, int count) {
        float nearer = scores[places[0]];
        scorer.copy(left[0], row);
        System.arraycopy(left, 1, left, 0, count - 1);
        System.arraycopy(places, 1, places, 0, count - 1);
        scorer.score(row, left, count - 1, between);
        int kept = 0;
        for (int i = 0; i < count - 1; i++) {
            if (!excludes(between[i], nearer, scores[places[i]])) {
                left[kept] = left[i];
                places[kept++] = places[i];
            }
        }
        return kept;
    }

    /** Moves those taken to the front, and keeps the order otherwise. */
    private void part(int[] candidates, float[] scores, int count, int diverse) {
        int front = 0;
        int rest = 0;
        for (int i = 0; i < count; i++) {
            if (taken[i]) {
                candidates[front] = candidates[i];
                scores[front++] = scores[i];
            } else {
                others[rest] = candidates[i];
                otherScores[rest++] = scores[i];
            }
        }
        System.arraycopy(others, 0, candidates, diverse, rest);
        System.arraycopy(otherScores, 0, scores, diverse, rest);
    }

    /**
     * Tells whether a nearer neighbour makes another one needless: it is closer to that one than the node is, or as close as the
     * node is to both, as where all three are the same. Without the second rule the copies of a row would keep no neighbours but each other.
     *
     * @param between the score of the two with each other
     * @param nearer the score of the nearer one with the node
     * @param farther the score of the other with the node
     */
    static boolean excludes(float between, float nearer, float farther) {
        return between > farther || (between == farther && nearer == farther);
    }

    private void makeRoom(int count) {
        if (left.length < count) {
            left = new int[count];
            places = new int[count];
            between = new float[count];
            taken = new boolean[count];
            others = new int[count];
            otherScores = new float[count];
        }
    }
}
