package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthCheckTest {
    private static final int K = 10;

    @TempDir
    private Path temp = Path.of("");

    private final float[][] rows = Samples.vectors(1, 500, 8);
    private final float[][] queries = Samples.vectors(2, 30, 8);

    private interface Planting {
        void plant(int[] neighbours);
    }

    /** Plants something in the right neighbours of all queries, and checks. */
    private Optional<String> check(Metric metric, Planting planting) throws IOException {
        Path base = Samples.write(temp.resolve("base.fvecs"), rows);
        try (ExactSearch search = ExactSearch.open(base, metric)) {
            int[][] truth = search.nearest(queries, K + 1);
            for (int[] neighbours : truth) {
                planting.plant(neighbours);
            }
            return new TruthCheck(search.rows(), metric, K, TruthCheck.COMPUTED).sample(queries, truth);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theNextBestRowIsNotGoodEnough(Metric metric) throws IOException {
        assertThat(check(metric, neighbours -> {})).isEmpty();
        assertThat(check(metric, neighbours -> neighbours[4] = neighbours[K]))
                .hasValueSatisfying(
                        problem -> assertThat(problem)
                                .matches(
                                        "truth of query \\d+ is wrong: its neighbour 4 is row .*\\(rows \\[\\d+] instead of \\[\\d+]\\)"));
    }

    @Test
    void rowsThatTieAreAllRight() throws IOException {
        for (int row = 0; row < 250; row++) {
            rows[row + 250] = rows[row];
        }
        // Of a row and its copy, the other one.
        assertThat(check(Metric.EUCLIDEAN, neighbours -> {
                    for (int i = 0; i < K; i++) {
                        neighbours[i] = (neighbours[i] + 250) % 500;
                    }
                }))
                .isEmpty();
    }
}
