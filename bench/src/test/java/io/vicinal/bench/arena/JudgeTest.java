package io.vicinal.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    /** Rows 1 and 2 are the same. */
    private static final List<float[]> ROWS =
            List.of(new float[] {0, 1}, new float[] {2, 0}, new float[] {2, 0}, new float[] {9, 0});

    private static final List<float[]> QUERIES = List.of(new float[] {1.1f, 0}, new float[] {8, 0});

    private final Judge judge = new Judge(Metric.EUCLIDEAN, Vectors.rows(ROWS), QUERIES, 2);
    private final Judge.Truth truth = judge.truth(query -> row -> true);

    JudgeTest() throws Exception {}

    @Test
    void knowsTheNearestRows() {
        assertThat(truth.rows()[0]).containsExactly(1, 2);
        assertThat(truth.rows()[1]).containsExactly(3, 1);
    }

    @Test
    void aRowAsCloseAsTheLastTrueOneIsFound() {
        assertThat(judge.recall(new int[][] {{1, 2}, {3, 2}}, truth).mean()).isEqualTo(1);
    }

    @Test
    void aRowFartherAwayOrFoundTwiceOrMissingIsNot() {
        assertThat(judge.recall(new int[][] {{1, 0}, {3, 1}}, truth).mean()).isEqualTo(0.75);
        assertThat(judge.recall(new int[][] {{1, 1}, {3, 1}}, truth).mean()).isEqualTo(0.75);
        assertThat(judge.recall(new int[][] {{-1, -1}, {3, -1}}, truth).mean()).isEqualTo(0.25);
    }

    @Test
    void whereFewRowsAreAllowedFindingThemIsAll() throws Exception {
        Judge.Truth few = judge.truth(query -> row -> row == 0);
        assertThat(judge.recall(new int[][] {{0, -1}, {0, -1}}, few).mean()).isEqualTo(1);
        assertThat(judge.recall(new int[][] {{-1, -1}, {0, -1}}, few).mean()).isEqualTo(0.5);
    }

    @Test
    void theFifthPercentileIsOfTheWorstQueries() {
        double[] parts = new double[100];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i < 5 ? 0.1 * i : 1;
        }
        Recall recall = Recall.of(parts);
        assertThat(recall.fifthPercentile()).isCloseTo(0.4, within(1e-12));
        assertThat(recall.mean()).isCloseTo(0.96, within(1e-12));
    }

    @Test
    void cosineComparesByTheDotProductOfVectorsOfLengthOne() throws Exception {
        List<float[]> rows = Vectors.clustered(200, 8, 2);
        List<float[]> queries = Vectors.clustered(10, 8, 3);
        Judge cosine = new Judge(Metric.COSINE, Vectors.rows(rows), queries, 5);
        Judge euclidean = new Judge(Metric.EUCLIDEAN, Vectors.rows(rows), queries, 5);
        Judge.Truth byCosine = cosine.truth(query -> row -> true);
        assertThat(byCosine.rows())
                .isDeepEqualTo(euclidean.truth(query -> row -> true).rows());
        List<int[]> half = new ArrayList<>();
        for (int[] nearest : byCosine.rows()) {
            half.add(new int[] {nearest[0], nearest[4], -1, -1, -1});
        }
        assertThat(cosine.recall(half.toArray(int[][]::new), byCosine).mean()).isCloseTo(0.4, within(1e-9));
    }
}
