package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraversalTest {
    private static final int ROWS = 6_000;

    /** More than comparing all rows costs. */
    private static final double BUDGET = 2 * ROWS;

    private record Same(boolean everythingCounts) implements Traversal.Judge {
        @Override
        public boolean counts(int ordinal) {
            return everythingCounts;
        }
    }

    @TempDir
    private Path folder;

    /** Every row on the way to the last is nearer than all before it, so that those kept must all be moved for it. */
    @Test
    void givesUpWhereMovingWhatIsNotAllowedCostsTooMuch() throws IOException {
        float[][] line = new float[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            line[i] = new float[] {i, 1};
        }
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT, line)) {
            LinkTable table = rows.content.graph().table(0);
            for (int i = 0; i + 1 < ROWS; i++) {
                table.write(i, new int[] {i + 1}, 1);
            }
            Traversal traversal = new Traversal(rows.content);
            assertThat(explore(traversal, new Same(true))).isTrue();
            assertThat(traversal.scored()).isEqualTo(ROWS);
            assertThat(explore(traversal, new Same(false))).isFalse();
        }
    }

    private static boolean explore(Traversal traversal, Traversal.Judge judge) {
        traversal.towards(new float[] {ROWS, 1}, false);
        traversal.pool().reset(10, 10, Float.NEGATIVE_INFINITY);
        return traversal.explore(0, 0, judge, BUDGET);
    }
}
