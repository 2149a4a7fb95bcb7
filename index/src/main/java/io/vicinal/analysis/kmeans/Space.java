package io.vicinal.analysis.kmeans;

import io.vicinal.kernel.Kernels;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;

/**
 * How near rows are to centres. On the sphere both have length 1 and their dot product counts, elsewhere minus their squared distance.
 *
 * @param rows the rows, in one sequence
 * @param spherical whether they are of length 1 and stand for directions
 */
public record Space(VectorRows rows, boolean spherical) {
    /** Scores some rows with some centres, which lie one after the other; those of centre c begin at {@code c * count}. */
    void score(float[] centres, int centreCount, int first, int count, float[] scores) {
        if (spherical) {
            Kernels.dot(
                    centres,
                    centreCount,
                    rows.dimension(),
                    rows.segment(),
                    rows.offset(first),
                    rows.stride(),
                    count,
                    scores);
            return;
        }
        Kernels.squaredEuclidean(
                centres,
                centreCount,
                rows.dimension(),
                rows.segment(),
                rows.offset(first),
                rows.stride(),
                count,
                scores);
        for (int i = 0; i < centreCount * count; i++) {
            scores[i] = 0 - scores[i];
        }
    }

    /** Scores scattered rows with a centre. */
    float[] scores(float[] centre, long[] offsets) {
        float[] scores = new float[offsets.length];
        if (spherical) {
            Kernels.dot(centre, rows.segment(), offsets, offsets.length, scores);
            return scores;
        }
        Kernels.squaredEuclidean(centre, rows.segment(), offsets, offsets.length, scores);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 0 - scores[i];
        }
        return scores;
    }

    /**
     * Finds the centre of some rows.
     *
     * @param members their numbers, at least one
     * @return their mean, on the sphere of length 1; the first of them where they cancel out each other
     */
    public float[] centre(int[] members) {
        float[] centre = new float[rows.dimension()];
        double[] sum = new double[centre.length];
        for (int row : members) {
            rows.copy(row, centre);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += centre[j];
            }
        }
        if (!centre(sum, members.length, centre, 0)) {
            rows.copy(members[0], centre);
        }
        return centre;
    }

    /**
     * Scores rows with a centre.
     *
     * @param centre the centre
     * @param members row numbers
     * @return their scores, in that order
     */
    public float[] scores(float[] centre, int[] members) {
        return scores(centre, Arrays.stream(members).mapToLong(rows::offset).toArray());
    }

    /** The squared distance that a score stands for. */
    float squaredDistance(float score) {
        return Math.max(0, spherical ? 2 - 2 * score : -score);
    }

    /** Writes the middle of what was summed up; false if there is none, since everything cancels out. */
    boolean centre(double[] sum, int count, float[] centres, int at) {
        double squared = 0;
        for (double component : sum) {
            squared += component * component;
        }
        double scale = spherical ? Math.sqrt(squared) : count;
        if (!(scale > 0)) {
            return false;
        }
        for (int j = 0; j < sum.length; j++) {
            centres[at + j] = (float) (sum[j] / scale);
        }
        return true;
    }
}
