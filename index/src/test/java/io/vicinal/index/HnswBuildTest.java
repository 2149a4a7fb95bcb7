package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Building the graph of the engine hnsw: whoever calls is told how far it has come, and can stop it. */
@Timeout(120)
class HnswBuildTest {
    private static final int DIMENSION = 16;

    /** What a listener was told. */
    private record Report(long done, long total, double perSecond, Duration remaining) {}

    @TempDir
    private Path folder;

    private final ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 20);

    private VectorIndex create(int threads, BuildProgress progress) throws IOException {
        return VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .directory(folder)
                .threads(threads)
                .progress(progress)
                .hnsw(graph -> graph.connections(8).buildEffort(100))
                .create();
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        List<Report> reports = Collections.synchronizedList(new ArrayList<>());
        try (VectorIndex index = create(
                2, (done, total, perSecond, remaining) -> reports.add(new Report(done, total, perSecond, remaining)))) {
            index.addAll(Recall.ids(0, 6_000), vectors.next(6_000));
        }
        assertThat(reports)
                .allMatch(report -> report.total() == 6_000)
                .allMatch(report -> report.done() > 0 && report.done() <= 6_000)
                .allMatch(report -> report.perSecond() > 0 && Double.isFinite(report.perSecond()))
                .allMatch(report -> !report.remaining().isNegative());
        assertThat(reports.getLast().done()).isEqualTo(6_000);
        assertThat(reports.getLast().remaining()).isZero();
        assertThat(reports).filteredOn(report -> report.done() == 6_000).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void interruptedItAddsNothing() throws IOException {
        Thread caller = Thread.currentThread();
        AtomicBoolean stopping = new AtomicBoolean();
        try (VectorIndex index = create(2, (done, total, perSecond, remaining) -> {
            if (stopping.get()) {
                caller.interrupt();
            }
        })) {
            index.addAll(Recall.ids(0, 500), vectors.next(500));
            float[] many = vectors.next(20_000);
            stopping.set(true);
            assertThatThrownBy(() -> index.addAll(Recall.ids(1_000, 21_000), many))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("of 20000 vectors");
            assertThat(Thread.interrupted()).isTrue();
            stopping.set(false);
            assertThat(index.size()).isEqualTo(500);
            assertThat(index.contains(1_000)).isFalse();
            Hits hits = index.search(Query.of(vectors.next()).k(500));
            assertThat(LongStream.of(hits.ids())).hasSize(500).allMatch(id -> id < 500);
            goesOn(index);
        }
    }

    /** The same ids can be added after all, in the places of those that were given up. */
    private void goesOn(VectorIndex index) throws IOException {
        index.addAll(Recall.ids(1_000, 3_000), vectors.next(2_000));
        assertThat(index.size()).isEqualTo(2_500);
        assertThat(index.reachability()).isEqualTo(new Reachability(2_500, 0, 0));
        assertThat(index.search(Query.of(vectors.next()).k(50)).size()).isEqualTo(50);
        index.save(folder.resolve("saved"));
        int places = index.size() + index.stats().removed();
        index.addAll(Recall.ids(100_000, 101_000), vectors.next(1_000));
        assertThat(index.size() + index.stats().removed()).isEqualTo(places);
    }

    @Test
    void aThreadInterruptedBeforeAddsNothing() throws IOException {
        try (VectorIndex index = create(2, BuildProgress.NONE)) {
            float[] many = vectors.next(3_000);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> index.addAll(Recall.ids(1_000, 4_000), many))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(index.size()).isZero();
            index.addAll(Recall.ids(0, 500), vectors.next(500));
            goesOn(index);
        }
    }

    /** All rows are looked at, while many more get their places. */
    @Test
    void searchesThatCompareAllRowsSeeNothingOfThoseBeingAdded() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (VectorIndex index = VectorIndex.builder(1, Metric.EUCLIDEAN)
                .directory(folder)
                .hnsw(graph -> graph.connections(4).buildEffort(10))
                .create()) {
            index.addAll(Recall.ids(0, 100), new ClusteredVectors(1, 1, 10).next(100));
            float[] many = new ClusteredVectors(1, 1, 10).next(150_000);
            Future<Boolean> searching = executor.submit(() -> {
                boolean sound = true;
                while (!done.get()) {
                    sound &= index.search(Query.of(new float[] {1}).k(200)).size() == 100;
                    sound &= index.search(Query.of(new float[] {1}).filter(id -> id % 50 == 1))
                                    .size()
                            == 2;
                }
                return sound;
            });
            for (int i = 0; i < 2; i++) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> index.addAll(Recall.ids(1_000, 151_000), many))
                        .isInstanceOf(CancellationException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            done.set(true);
            assertThat(searching.get()).isTrue();
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }
}
