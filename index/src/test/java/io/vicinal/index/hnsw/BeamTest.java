package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.Query;
import io.vicinal.kernel.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeamTest {
    private static final float EVERYTHING = Float.NEGATIVE_INFINITY;
    private static final int ROWS = 5_000;

    private static Query query(int k, int effort) {
        return Query.of(new float[] {1, 2}).k(k).effort(effort);
    }

    /** Offers rows at these squared distances, the nearest first. */
    private static int kept(Metric metric, Query query, double[] squares, float deviation, float width) {
        Pool pool = new Pool(metric.greatestScore());
        new Beam(metric).reset(pool, query, query.minScore(), deviation, width);
        for (int i = 0; i < squares.length; i++) {
            pool.offer((float) -squares[i], i);
        }
        return pool.size();
    }

    /** Squared distances of rows that fill so many dimensions evenly. */
    private static double[] filling(int dimensions) {
        double[] squares = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            squares[i] = Math.pow(i + 1.0, 2.0 / dimensions);
        }
        return squares;
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "10, 24", "10, 64", "10, 128", "1, 64", "100, 100", "100, 320"})
    void keepsAsManyAsTheEffortSaysWhereRowsFillTheDimensionsItCountsOn(int k, int effort) {
        assertThat(kept(Metric.EUCLIDEAN, query(k, effort), filling(Beam.DIMENSIONS), 0, 1))
                .isBetween(effort - 1, effort + 1);
    }

    @Test
    void keepsFewerWhereRowsAreSoonFartherAndMoreWhereTheyAreNot() {
        int few = kept(Metric.EUCLIDEAN, query(10, 32), filling(8), 0, 1);
        int usual = kept(Metric.EUCLIDEAN, query(10, 32), filling(Beam.DIMENSIONS), 0, 1);
        int many = kept(Metric.EUCLIDEAN, query(10, 32), filling(60), 0, 1);
        assertThat(few).isBetween(10, usual / 2);
        assertThat(many).isGreaterThan(2 * usual);
    }

    @Test
    void keepsAQuarterOfTheEffortAtLeastAndEightTimesAsManyAtMostTenTimesByEstimates() {
        double[] farther = new double[ROWS];
        double[] same = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            farther[i] = Math.min(Float.MAX_VALUE, Math.pow(2, i));
            same[i] = 3;
        }
        assertThat(kept(Metric.EUCLIDEAN, query(10, 100), farther, 0, 1)).isEqualTo(25);
        assertThat(kept(Metric.EUCLIDEAN, query(40, 100), farther, 0, 1)).isEqualTo(40);
        assertThat(kept(Metric.EUCLIDEAN, query(10, 100), same, 0, 1)).isEqualTo(800);
        assertThat(kept(Metric.EUCLIDEAN, query(10, 100), same, 0.05f, 1)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 10", "10, 3, 10", "10, 64, 16", "100, 64, 100", "1, 5, 5", "1, 30, 10", "1, 100, 25"})
    void asManyHaveToBeFound(int k, int effort, int expected) {
        assertThat(new Beam(Metric.COSINE).reset(new Pool(1), query(k, effort), EVERYTHING, 0, 1))
                .isEqualTo(expected);
    }

    @Test
    void keepsMoreWhereScoresAreEstimatesAndMoreYetWhereThoseWereFoundWanting() {
        double[] squares = filling(Beam.DIMENSIONS);
        int exact = kept(Metric.EUCLIDEAN, query(10, 16), squares, 0, 1);
        int estimates = kept(Metric.EUCLIDEAN, query(10, 16), squares, 0.05f, 1);
        assertThat(estimates).isGreaterThan(exact);
        assertThat(kept(Metric.EUCLIDEAN, query(10, 16), squares, 0.05f, 1.5f)).isGreaterThan(estimates);
        assertThat(kept(Metric.EUCLIDEAN, query(10, 16), squares, 0, 1.5f)).isGreaterThan(exact);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 12", "10, 11, 12", "10, 16, 16", "100, 100, 125"})
    void keepsAQuarterMoreThanAreWantedAtLeastWhereScoresAreEstimates(int k, int effort, int expected) {
        double[] squares = filling(Beam.DIMENSIONS);
        assertThat(kept(Metric.EUCLIDEAN, query(k, effort), squares, 1e-6f, 1)).isBetween(expected - 1, expected + 1);
        assertThat(kept(Metric.EUCLIDEAN, query(k, effort), squares, 0, 1)).isBetween(effort - 1, effort + 1);
    }

    /** Offers all rows at once, and counts those that a search goes on from. */
    private static int expanded(Metric metric, Query query, double[] squares, float deviation) {
        return expanded(metric, query, squares, deviation, 1);
    }

    private static int expanded(Metric metric, Query query, double[] squares, float deviation, float width) {
        Pool pool = new Pool(metric.greatestScore());
        new Beam(metric).reset(pool, query, query.minScore(), deviation, width);
        float[] scores = new float[squares.length];
        int[] ordinals = new int[squares.length];
        for (int i = 0; i < squares.length; i++) {
            scores[i] = (float) -squares[i];
            ordinals[i] = i;
        }
        pool.offer(scores, ordinals, scores.length);
        assertThat(pool.counted()).isGreaterThanOrEqualTo(Beam.ranged(query) ? query.effort() : query.k());
        int expanded = 0;
        while (pool.expandNext() >= 0) {
            expanded++;
        }
        return expanded;
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 10, 12", "10, 5, 5, 7", "10, 2, 2, 4", "100, 40, 40, 65", "1, 1, 1, 1"})
    void lessEffortThanRowsWantedGoesOnFromFewer(int k, int effort, int byScores, int byEstimates) {
        double[] squares = filling(Beam.DIMENSIONS);
        assertThat(expanded(Metric.EUCLIDEAN, query(k, effort), squares, 0)).isBetween(byScores - 1, byScores + 1);
        assertThat(expanded(Metric.EUCLIDEAN, query(k, effort), squares, 1e-6f))
                .isBetween(byEstimates - 1, byEstimates + 1);
        assertThat(expanded(Metric.DOT_PRODUCT, query(k, effort), squares, 0)).isEqualTo(k);
        Query all = query(k, effort).minScore((float) -squares[effort - 1]);
        assertThat(expanded(Metric.EUCLIDEAN, all, squares, 0)).isEqualTo(effort);
        assertThat(expanded(Metric.EUCLIDEAN, query(k, effort), squares, 0, 1.5f))
                .isGreaterThanOrEqualTo(expanded(Metric.EUCLIDEAN, query(k, effort), squares, 0));
    }

    /** A dot product does not say how far two rows are apart. */
    @Test
    void keepsAsManyAsTheEffortSaysWhereScoresAreNoDistances() {
        double[] squares = filling(4);
        assertThat(kept(Metric.DOT_PRODUCT, query(10, 64), squares, 0, 1)).isEqualTo(64);
        assertThat(kept(Metric.DOT_PRODUCT, query(100, 64), squares, 0, 1)).isEqualTo(100);
        assertThat(kept(Metric.DOT_PRODUCT, query(10, 64), squares, 0.5f, 1)).isGreaterThan(64);
        assertThat(kept(Metric.DOT_PRODUCT, query(10, 64), squares, 1e6f, 1)).isEqualTo(4 * 64);
    }

    @Test
    void ofARangeItKeepsAsManyAsTheEffortSaysAndMoreOnlyInIt() {
        double[] squares = filling(Beam.DIMENSIONS);
        Query all = query(1_000, 64).minScore((float) -squares[199]);
        assertThat(kept(Metric.EUCLIDEAN, all, squares, 0, 1)).isEqualTo(200);
        Query few = query(1_000, 64).minScore((float) -squares[19]);
        assertThat(kept(Metric.EUCLIDEAN, few, squares, 0, 1)).isEqualTo(64);
    }

    private static int keptToBuild(
            Metric metric, int effort, int candidates, double[] squares, float deviation, float width) {
        Pool pool = new Pool(metric.greatestScore());
        new Beam(metric).resetToBuild(pool, effort, candidates, deviation, width);
        for (int i = 0; i < squares.length; i++) {
            pool.offer((float) -squares[i], i);
        }
        return pool.size();
    }

    @Test
    void aGraphIsBuiltFromTheCandidatesAndAFewMore() {
        double[] squares = filling(Beam.DIMENSIONS);
        int kept = keptToBuild(Metric.EUCLIDEAN, 200, 64, squares, 0, 1);
        assertThat(kept).isBetween(80, 95);
        assertThat(keptToBuild(Metric.EUCLIDEAN, 200, 64, squares, 0.05f, 1)).isGreaterThan(kept);
        assertThat(keptToBuild(Metric.EUCLIDEAN, 200, 96, squares, 0, 1.5f)).isGreaterThan(120);
        assertThat(keptToBuild(Metric.EUCLIDEAN, 40, 64, squares, 0, 1)).isEqualTo(24);
        assertThat(keptToBuild(Metric.DOT_PRODUCT, 200, 64, squares, 0.05f, 1)).isEqualTo(120);
    }
}
