package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the engine hnswlib takes changes: growth, removal, building anew. */
@Timeout(120)
class HnswlibChangesTest {
    private static final int DIMENSION = 16;

    @TempDir
    private Path folder;

    private final ClusteredVectors vectors = new ClusteredVectors(2, DIMENSION, 20);

    private VectorIndex create() throws IOException {
        return VectorIndex.builder(DIMENSION, Metric.COSINE)
                .hnswlib(graph -> graph.connections(6).buildEffort(40))
                .directory(folder)
                .create();
    }

    private static Query query(float[] vector) {
        return Query.of(vector).k(10).effort(15);
    }

    @Test
    void growsWhileItIsSearched() throws Exception {
        try (VectorIndex index = create()) {
            index.addAll(LongStream.range(0, 900).toArray(), vectors.next(900));
            float[] question = vectors.next();
            float[][] more = new float[3_000][];
            for (int i = 0; i < more.length; i++) {
                more[i] = vectors.next();
            }
            AtomicBoolean done = new AtomicBoolean();
            List<Callable<Integer>> plans = new ArrayList<>();
            for (int part = 0; part < 3; part++) {
                int first = part;
                plans.add(() -> {
                    for (int i = first; i < more.length; i += 3) {
                        index.add(10_000 + i, more[i]);
                        assertThat(index.contains(10_000 + i)).isTrue();
                    }
                    done.set(true);
                    return first;
                });
            }
            plans.add(() -> {
                while (!done.get()) {
                    assertThat(index.search(query(question)).size()).isEqualTo(10);
                }
                return 0;
            });
            ExecutorService executor = Executors.newFixedThreadPool(plans.size());
            try {
                for (Future<Integer> future : executor.invokeAll(plans)) {
                    future.get();
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(index.size()).isEqualTo(3_900);
            int found = 0;
            for (int i = 0; i < more.length; i += 10) {
                found += index.search(query(more[i]).k(1)).id(0) == 10_000 + i ? 1 : 0;
            }
            assertThat(found).isGreaterThan(270);
        }
    }

    @Test
    void removalOfMostRowsLeavesWholeAnswers() throws IOException {
        try (VectorIndex index = create()) {
            index.addAll(LongStream.range(0, 4_000).toArray(), vectors.next(4_000));
            for (int kept : new int[] {2_000, 400, 40, 10, 3, 0}) {
                for (int id = kept; id < 4_000; id++) {
                    index.remove(id);
                }
                for (int i = 0; i < 20; i++) {
                    Hits hits = index.search(query(vectors.next()));
                    assertThat(hits.size()).isEqualTo(Math.min(10, kept));
                    assertThat(Arrays.stream(hits.ids())).allMatch(id -> id < kept);
                }
            }
        }
    }

    @Test
    void manyRemovedAreForgottenWithTheNextChange() throws IOException {
        try (VectorIndex index = create()) {
            index.addAll(LongStream.range(0, 2_000).toArray(), vectors.next(2_000));
            long heap = index.stats().heapBytes();
            LongStream.range(0, 1_500).forEach(index::remove);
            assertThat(index.stats().removed()).isEqualTo(1_500);
            float[] vector = vectors.next();
            index.add(7, vector);
            assertThat(index.stats().heapBytes()).isLessThan(heap * 6 / 10);
            assertThat(index.search(query(vector).k(1)).ids()).containsExactly(7);
            assertThat(index.size()).isEqualTo(501);
            index.addAll(LongStream.range(10_000, 11_000).toArray(), vectors.next(1_000));
            assertThat(index.stats().removed()).isEqualTo(499);
            assertThat(index.search(query(vector).k(1)).ids()).containsExactly(7);
        }
    }

    @Test
    void idsAddedByTwoAtOnceAreAddedOnce() throws Exception {
        try (VectorIndex index = create()) {
            index.addAll(LongStream.range(0, 500).toArray(), vectors.next(500));
            float[] many = vectors.next(200);
            long[] ids = LongStream.range(1_000, 1_200).toArray();
            List<Callable<Boolean>> plans = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                plans.add(() -> {
                    try {
                        index.addAll(ids, many);
                        return true;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
            }
            int added = 0;
            ExecutorService executor = Executors.newFixedThreadPool(plans.size());
            try {
                for (Future<Boolean> future : executor.invokeAll(plans)) {
                    added += future.get() ? 1 : 0;
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(added).isEqualTo(1);
            assertThat(index.size()).isEqualTo(700);
            for (int i = 0; i < 20; i++) {
                Hits hits = index.search(query(vectors.next()).k(50));
                assertThat(hits.ids()).doesNotHaveDuplicates().hasSize(50);
            }
        }
    }

    /** The library lends marks to as many threads as there are cores, some of them under the locks that the others wait for. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyMoreThreadsThanCoresAddAndSearch() throws Exception {
        int threads = 8 * Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (VectorIndex index = VectorIndex.builder(4, Metric.EUCLIDEAN)
                .hnswlib(graph -> graph.connections(2).buildEffort(20))
                .create()) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                tasks.add(() -> {
                    Random random = new Random(number);
                    for (int j = 0; j < 400; j++) {
                        float[] vector = {random.nextFloat(), random.nextFloat(), random.nextFloat(), 1};
                        index.add(number * 1_000L + j, vector);
                        index.search(Query.of(vector).k(3).effort(3));
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : executor.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(index.size()).isEqualTo(threads * 400);
        } finally {
            executor.shutdownNow();
        }
    }
}
