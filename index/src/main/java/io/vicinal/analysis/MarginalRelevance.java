package io.vicinal.analysis;

import io.vicinal.kernel.Metric;
import java.util.Arrays;

/**
 * Hands out candidates one after the other, each the best by {@code (1 - diversity) * relevance - diversity * score to the nearest one taken before}
 * (Carbonell and Goldstein, 1998). What was handed out and not taken makes no other less welcome. For one thread.
 */
final class MarginalRelevance {
    private final Metric metric;
    private final float[] relevance;
    private final float[][] vectors;
    private final float diversity;
    private final boolean[] handedOut;
    private final float[] nearestTaken;
    private boolean takenAny;

    MarginalRelevance(Metric metric, float[] relevance, float[][] vectors, float diversity) {
        this.metric = metric;
        this.relevance = relevance;
        this.vectors = vectors;
        this.diversity = diversity;
        this.handedOut = new boolean[relevance.length];
        this.nearestTaken = new float[relevance.length];
        Arrays.fill(nearestTaken, Float.NEGATIVE_INFINITY);
    }

    static float requireDiversity(float diversity) {
        if (!(diversity >= 0 && diversity <= 1)) {
            throw new IllegalArgumentException("diversity must be between 0 and 1 but is " + diversity);
        }
        return diversity;
    }

    /** Returns the next candidate, the first of those that are equal; -1 if there are no more. */
    int next() {
        int best = -1;
        float bestValue = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < handedOut.length; i++) {
            float value = takenAny && diversity > 0
                    ? (1 - diversity) * relevance[i] - diversity * nearestTaken[i]
                    : relevance[i];
            if (!handedOut[i] && (best < 0 || value > bestValue)) {
                best = i;
                bestValue = value;
            }
        }
        if (best >= 0) {
            handedOut[best] = true;
        }
        return best;
    }

    /** What is like this one counts for less from now on. */
    void take(int candidate) {
        takenAny = true;
        if (diversity == 0) {
            return;
        }
        for (int i = 0; i < handedOut.length; i++) {
            if (!handedOut[i]) {
                nearestTaken[i] = Math.max(nearestTaken[i], Scores.of(metric, vectors[candidate], vectors[i]));
            }
        }
    }
}
