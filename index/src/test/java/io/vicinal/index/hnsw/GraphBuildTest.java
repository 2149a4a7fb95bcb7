package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBuildTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private int most(Metric metric, int dimension, int rows, long heap) throws IOException {
        float[] row = new float[dimension];
        row[0] = 1;
        try (Fixture fixture = new Fixture(folder, metric, GraphSettings.DEFAULT, new float[][] {row})) {
            return GraphBuild.most(fixture.content, rows, heap);
        }
    }

    @Test
    void takesNoMoreRowsThanAQuarterOfTheHeapHolds() throws IOException {
        assertThat(most(Metric.EUCLIDEAN, 32, 20_000, 1024 * MEGABYTE)).isEqualTo(20_000);
        assertThat(most(Metric.EUCLIDEAN, 32, 20_000, 32 * MEGABYTE)).isBetween(2_000, 8_000);
        assertThat(most(Metric.EUCLIDEAN, 32, 20_000, 8 * MEGABYTE)).isZero();
    }

    /** What groups of long rows take is no less than what is kept of them. */
    @Test
    void leavesRoomForComparingLongRows() throws IOException {
        assertThat(most(Metric.EUCLIDEAN, 4_096, 10_000, 1024 * MEGABYTE)).isEqualTo(10_000);
        assertThat(most(Metric.EUCLIDEAN, 4_096, 10_000, 160 * MEGABYTE)).isZero();
    }

    @Test
    void fewRowsAndDotProductsAreLeftToBeConnectedOneByOne() throws IOException {
        assertThat(most(Metric.EUCLIDEAN, 32, GraphBuild.FEWEST_ROWS, 1024 * MEGABYTE))
                .isEqualTo(GraphBuild.FEWEST_ROWS);
        assertThat(most(Metric.EUCLIDEAN, 32, GraphBuild.FEWEST_ROWS - 1, 1024 * MEGABYTE))
                .isZero();
        assertThat(most(Metric.DOT_PRODUCT, 32, 20_000, 1024 * MEGABYTE)).isZero();
    }
}
