package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many rows that come into an empty index of the engine hnsw together are connected all at once. */
@Timeout(120)
class HnswFirstRowsTest {
    private static final int DIMENSION = 32;

    /** So few are connected one by one. */
    private static final int FEW = 1_000;

    @TempDir
    private Path folder;

    private VectorIndex create(Metric metric, BuildProgress progress) throws IOException {
        return VectorIndex.builder(DIMENSION, metric)
                .directory(folder)
                .threads(2)
                .progress(progress)
                .hnsw(graph -> graph.connections(8).buildEffort(100))
                .create();
    }

    @ParameterizedTest
    @EnumSource
    void searchesFindAsMuchAsWhereRowsCameOneByOne(Metric metric) throws IOException {
        ClusteredVectors vectors = new ClusteredVectors(2, DIMENSION, 50, 0.5);
        float[] rows = vectors.next(8 * FEW);
        try (Recall recall = new Recall(metric, vectors, DIMENSION, 200);
                VectorIndex together = create(metric, BuildProgress.NONE);
                VectorIndex apart = create(metric, BuildProgress.NONE)) {
            recall.exact().addAll(Recall.ids(0, 8 * FEW), rows);
            together.addAll(Recall.ids(0, 8 * FEW), rows);
            for (int from = 0; from < 8 * FEW; from += FEW) {
                apart.addAll(
                        Recall.ids(from, from + FEW),
                        Arrays.copyOfRange(rows, from * DIMENSION, (from + FEW) * DIMENSION));
            }
            for (int effort : new int[] {20, 80}) {
                assertThat(recall.of(together, 10, effort)).isGreaterThan(recall.of(apart, 10, effort) - 0.02);
            }
            assertThat(recall.of(together, 10, 80)).isGreaterThan(0.95);
        }
    }

    @Test
    void clustersFarFromEachOtherAreAllReached() throws IOException {
        ClusteredVectors vectors = new ClusteredVectors(3, DIMENSION, 60, 0.001);
        try (Recall recall = new Recall(Metric.EUCLIDEAN, vectors, DIMENSION, 200);
                VectorIndex index = create(Metric.EUCLIDEAN, BuildProgress.NONE)) {
            float[] rows = vectors.next(6 * FEW);
            recall.exact().addAll(Recall.ids(0, 6 * FEW), rows);
            index.addAll(Recall.ids(0, 6 * FEW), rows);
            assertThat(index.reachability()).isEqualTo(new Reachability(6 * FEW, 0, 0));
            assertThat(recall.of(index, 10, 50)).isGreaterThan(0.95);
        }
    }

    @Test
    void copiesOfARowAreAllReached() throws IOException {
        float[] rows = new ClusteredVectors(4, DIMENSION, 5).next(4 * FEW);
        for (int row = FEW; row < 4 * FEW; row++) {
            System.arraycopy(rows, 0, rows, row * DIMENSION, DIMENSION);
        }
        try (VectorIndex index = create(Metric.EUCLIDEAN, BuildProgress.NONE)) {
            index.addAll(Recall.ids(0, 4 * FEW), rows);
            assertThat(index.reachability()).isEqualTo(new Reachability(4 * FEW, 0, 0));
        }
    }

    @Test
    void theSameRowsMakeTheSameIndexHoweverManyThreadsBuildIt() throws IOException {
        float[] rows = new ClusteredVectors(5, DIMENSION, 20).next(4 * FEW);
        List<Hits> answers = new ArrayList<>();
        for (int threads = 1; threads < 4; threads++) {
            try (VectorIndex index = VectorIndex.builder(DIMENSION, Metric.COSINE)
                    .directory(folder)
                    .threads(threads)
                    .hnsw(graph -> graph)
                    .create()) {
                index.addAll(Recall.ids(0, 4 * FEW), rows);
                answers.add(index.search(Query.of(new ClusteredVectors(6, DIMENSION, 20).next())
                        .k(100)
                        .effort(100)));
            }
        }
        assertThat(answers).allSatisfy(hits -> {
            assertThat(hits.ids()).isEqualTo(answers.getFirst().ids());
            assertThat(hits.scored()).isEqualTo(answers.getFirst().scored());
        });
    }

    @Test
    void twoWhoBothComeFirstLoseNothing() throws Exception {
        ClusteredVectors vectors = new ClusteredVectors(7, DIMENSION, 20);
        try (ExecutorService executor = Executors.newFixedThreadPool(2);
                VectorIndex index = create(Metric.EUCLIDEAN, BuildProgress.NONE)) {
            List<Future<?>> adding = new ArrayList<>();
            float[][] rows = {vectors.next(3 * FEW), vectors.next(3 * FEW)};
            for (int half = 0; half < 2; half++) {
                float[] own = rows[half];
                long[] ids = Recall.ids(half * 3L * FEW, (half + 1) * 3L * FEW);
                adding.add(executor.submit(() -> index.addAll(ids, own)));
            }
            for (Future<?> future : adding) {
                future.get();
            }
            assertThat(index.size()).isEqualTo(6 * FEW);
            assertThat(index.reachability()).isEqualTo(new Reachability(6 * FEW, 0, 0));
            for (int row = 0; row < 6 * FEW; row += 97) {
                float[] own = rows[row / (3 * FEW)];
                int from = row % (3 * FEW) * DIMENSION;
                Hits hits = index.search(Query.of(Arrays.copyOfRange(own, from, from + DIMENSION))
                        .k(1)
                        .effort(50));
                assertThat(hits.id(0)).isEqualTo(row);
            }
        }
    }

    @Test
    void interruptedNothingIsAddedAndAllCanBeAddedAgain() throws IOException {
        Thread caller = Thread.currentThread();
        AtomicBoolean stopping = new AtomicBoolean(true);
        float[] rows = new ClusteredVectors(8, DIMENSION, 20).next(20 * FEW);
        try (VectorIndex index = create(Metric.EUCLIDEAN, (done, total, perSecond, remaining) -> {
            if (stopping.get()) {
                caller.interrupt();
            }
        })) {
            assertThatThrownBy(() -> index.addAll(Recall.ids(0, 20 * FEW), rows))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("of 20000 vectors; none was added");
            assertThat(Thread.interrupted()).isTrue();
            stopping.set(false);
            assertThat(index.size()).isZero();
            assertThat(index.search(Query.of(Arrays.copyOf(rows, DIMENSION)).k(10))
                            .size())
                    .isZero();
            index.addAll(Recall.ids(0, 20 * FEW), rows);
            assertThat(index.size()).isEqualTo(20 * FEW);
            assertThat(index.reachability()).isEqualTo(new Reachability(20 * FEW, 0, 0));
        }
    }

    @Test
    void progressGoesOnlyForward() throws IOException {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        try (VectorIndex index = create(Metric.COSINE, (done, total, perSecond, remaining) -> told.add(done))) {
            index.addAll(Recall.ids(0, 20 * FEW), new ClusteredVectors(9, DIMENSION, 20).next(20 * FEW));
        }
        assertThat(told).hasSizeGreaterThan(2).isSorted().endsWith(20L * FEW);
    }
}
