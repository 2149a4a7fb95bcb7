package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine hnsw under many changes: as good as new, and no larger. */
@Timeout(120)
class HnswChurnTest {
    private static final int DIMENSION = 32;
    private static final int ROWS = 4_000;

    @TempDir
    private Path folder;

    private final ClusteredVectors vectors = new ClusteredVectors(1, DIMENSION, 40, 0.8);

    private VectorIndex create() throws IOException {
        return VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .directory(folder)
                .threads(1)
                .hnsw(graph -> graph.connections(8).buildEffort(60))
                .create();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isAsGoodAsBuiltAnew(boolean update) throws IOException {
        Random random = new Random(3);
        List<Long> ids = new ArrayList<>();
        try (Recall recall = new Recall(Metric.EUCLIDEAN, vectors, DIMENSION, 1_000);
                VectorIndex index = create()) {
            for (long id = 0; id < ROWS; id++) {
                put(index, recall, ids, id);
            }
            for (int step = 1; step <= 10; step++) {
                for (int i = 0; i < ROWS / 20; i++) {
                    replace(index, recall, ids, random, update, (long) step * ROWS + i);
                }
                double kept = recall.of(index, 10, 32);
                double fresh = ofFresh(recall, ids);
                assertThat(kept).as("after step %d", step).isGreaterThan(fresh - 0.01);
                assertThat(index.stats().removed()).isLessThanOrEqualTo(ROWS / 10);
            }
            assertThat(index.size()).isEqualTo(ROWS);
            assertThat(index.reachability()).isEqualTo(new Reachability(ROWS, 0, 0));
        }
    }

    private void put(VectorIndex index, Recall recall, List<Long> ids, long id) {
        float[] vector = vectors.next();
        index.add(id, vector);
        recall.exact().add(id, vector);
        ids.add(id);
    }

    private void replace(VectorIndex index, Recall recall, List<Long> ids, Random random, boolean update, long newId) {
        int at = random.nextInt(ids.size());
        long id = ids.get(at);
        float[] vector = vectors.next();
        if (update) {
            index.update(id, vector);
            recall.exact().update(id, vector);
        } else {
            assertThat(index.remove(id)).isTrue();
            recall.exact().remove(id);
            Collections.swap(ids, at, ids.size() - 1);
            ids.removeLast();
            put(index, recall, ids, newId);
        }
    }

    private double ofFresh(Recall recall, List<Long> ids) throws IOException {
        try (VectorIndex fresh = create()) {
            for (long id : ids) {
                fresh.add(id, recall.exact().vector(id));
            }
            return recall.of(fresh, 10, 32);
        }
    }

    @Test
    void shrinksToNothingAndGrowsAgain() throws IOException {
        try (Recall recall = new Recall(Metric.EUCLIDEAN, vectors, DIMENSION, 100);
                VectorIndex index = create()) {
            float[] query = recall.queries().getFirst();
            for (int round = 0; round < 3; round++) {
                List<Long> ids = new ArrayList<>();
                for (long id = 0; id < 1_500; id++) {
                    put(index, recall, ids, id);
                }
                assertThat(recall.of(index, 10, 64)).isGreaterThan(0.95);
                assertThat(index.reachability()).isEqualTo(new Reachability(1_500, 0, 0));
                Collections.shuffle(ids, new Random(round));
                while (!ids.isEmpty()) {
                    long id = ids.removeLast();
                    assertThat(index.remove(id)).isTrue();
                    recall.exact().remove(id);
                    assertThat(index.search(Query.of(query).effort(1)).size()).isEqualTo(Math.min(10, ids.size()));
                }
                assertThat(index.size()).isZero();
            }
            index.save(folder.resolve("empty"));
            // All places are free, and there are no more than were needed at once.
            assertThat(index.stats().removed()).isBetween(1_500, 1_650);
        }
    }

    /** A search that goes on keeps everything removed meanwhile in the graph; others must find as many hits as ever. */
    @Test
    void rowsRemovedStarveNoAnswer() throws Exception {
        try (Recall recall = new Recall(Metric.EUCLIDEAN, vectors, DIMENSION, 100);
                VectorIndex index = create()) {
            List<Long> ids = new ArrayList<>();
            for (long id = 0; id < ROWS; id++) {
                put(index, recall, ids, id);
            }
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                Future<Hits> slow = executor.submit(
                        () -> index.search(Query.of(vectors.next()).filter(id -> {
                            begun.countDown();
                            return awaited(release);
                        })));
                begun.await();
                for (long id = 0; id < ROWS - 100; id++) {
                    index.remove(id);
                    recall.exact().remove(id);
                    if (id % 50 == 0) {
                        Query query = Query.of(vectors.next()).effort(10);
                        assertThat(index.search(query).size()).isEqualTo(10);
                    }
                }
                assertThat(recall.of(index, 10, 64)).isGreaterThan(0.95);
                release.countDown();
                assertThat(slow.get().size()).isEqualTo(10);
            } finally {
                release.countDown();
                executor.shutdownNow();
            }
            for (long id = ROWS; id < 2 * ROWS; id++) {
                put(index, recall, ids, id);
            }
            Reachability reachability = index.reachability();
            assertThat(reachability.unreachable()).isZero();
            assertThat(recall.of(index, 10, 64)).isGreaterThan(0.95);
            assertThat(index.stats().removed()).isLessThan(ROWS / 10);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
