package io.vicinal.index.hnsw;

import io.vicinal.index.IndexSpec;
import java.util.Arrays;

/**
 * Chooses neighbours that lie in different directions (the heuristic of Malkov and Yashunin, algorithm 4): a candidate is taken unless one
 * taken before is nearer to it than the node itself. What is left of the degree is filled with those that are loosely diverse, which nobody
 * taken before is a good deal nearer to, and then with the nearest of the others. The strict rule comes first, since it keeps ways to what
 * is far; what the loose one adds spares detours nearby, most to searches for what lies between the rows.
 *
 * <p>Each candidate taken is compared at once with all that it may exclude, and those that it does are compared with no other. For one thread
 * at a time.
 */
final class Diversity {
    /** How many times as far, squared, as from a nearer neighbour a loosely diverse one may be from the node. */
    private static final float MARGIN = 1.1f;

    private static final byte OPEN = 0;
    private static final byte LOOSE = 1;
    private static final byte OUT = 2;
    private static final byte TAKEN = 3;

    private final RowScorer scorer;
    private final float greatest;
    private final float[] row;
    private byte[] states = new byte[64];
    private int[] compared = new int[64];
    private int[] places = new int[64];
    private float[] between = new float[64];
    private int[] others = new int[64];
    private float[] otherScores = new float[64];
    private int loose;
    private int near;

    Diversity(RowScorer scorer, IndexSpec spec) {
        this.scorer = scorer;
        this.greatest = spec.metric().greatestScore();
        this.row = new float[spec.dimension()];
    }

    /**
     * Puts the neighbours chosen at the beginning of the arrays: first the diverse ones, then those that are loosely so, then the others, each
     * best first.
     *
     * @param candidates best first; rows in view
     * @param scores their scores with the node
     * @param count how many candidates
     * @param most how many diverse ones to choose, the loosely diverse among them
     * @return how many of those chosen are diverse
     */
    int choose(int[] candidates, float[] scores, int count, int most) {
        return choose(candidates, scores, count, most, count);
    }

    /** Chooses likewise, but only the first {@code near} candidates may be loosely diverse. */
    int choose(int[] candidates, float[] scores, int count, int most, int near) {
        this.near = near;
        makeRoom(count);
        Arrays.fill(states, 0, count, OPEN);
        int diverse = take(OPEN, candidates, scores, count, most);
        int front = part(candidates, scores, count, 0);
        loose = take(LOOSE, candidates, scores, count, most - diverse);
        part(candidates, scores, count, front);
        return diverse;
    }

    /** How many after the diverse ones are loosely so, of those chosen last. */
    int loose() {
        return loose;
    }

    /** Takes candidates in a state, the best first, unless one taken before excludes them; returns how many. */
    private int take(byte state, int[] candidates, float[] scores, int count, int most) {
        int taken = 0;
        for (int i = 0; i < count && taken < most; i++) {
            if (states[i] == state) {
                states[i] = TAKEN;
                taken++;
                exclude(state, i, candidates, scores, count);
            }
        }
        return taken;
    }

    /** Compares a candidate with those after it that may still be taken in this state or the next. */
    private void exclude(byte state, int place, int[] candidates, float[] scores, int count) {
        int left = 0;
        for (int i = place + 1; i < count; i++) {
            if (states[i] == state || states[i] == LOOSE) {
                compared[left] = candidates[i];
                places[left++] = i;
            }
        }
        if (left == 0) {
            return;
        }
        scorer.copy(candidates[place], row);
        scorer.score(row, compared, left, between);
        for (int i = 0; i < left; i++) {
            int other = places[i];
            if (excludesLoosely(between[i], scores[place], scores[other])) {
                states[other] = OUT;
            } else if (excludes(between[i], scores[place], scores[other])) {
                states[other] = other < near ? LOOSE : OUT;
            }
        }
    }

    /** Moves those taken to the front, after those there already, and keeps the order otherwise; returns where they end. */
    private int part(int[] candidates, float[] scores, int count, int from) {
        int front = from;
        int rest = 0;
        for (int i = from; i < count; i++) {
            if (states[i] == TAKEN) {
                candidates[front] = candidates[i];
                scores[front++] = scores[i];
            } else {
                others[rest] = candidates[i];
                otherScores[rest] = scores[i];
                states[from + rest++] = states[i];
            }
        }
        System.arraycopy(others, 0, candidates, front, rest);
        System.arraycopy(otherScores, 0, scores, front, rest);
        System.arraycopy(states, from, states, front, rest);
        Arrays.fill(states, from, front, TAKEN);
        return front;
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

    /** The same for one that is to be loosely diverse; no other than {@link #excludes} where scores are not distances. */
    boolean excludesLoosely(float between, float nearer, float farther) {
        return between > farthest(farther) || (between == farther && nearer == farther);
    }

    /** The score of two neighbours with each other from which on one makes the other needless, even loosely. */
    float farthest(float farther) {
        return greatest < Float.POSITIVE_INFINITY ? greatest - (greatest - farther) / MARGIN : farther;
    }

    private void makeRoom(int count) {
        if (states.length < count) {
            states = new byte[count];
            compared = new int[count];
            places = new int[count];
            between = new float[count];
            others = new int[count];
            otherScores = new float[count];
        }
    }
}
