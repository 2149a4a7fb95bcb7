package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What several threads at once may rely on. */
abstract class ThreadsContract extends VectorIndexContract {
    ThreadsContract(TestedEngine tested) {
        super(tested);
    }

    @Test
    void threadsSeeEachChangeAsAWhole() throws Exception {
        int dimension = 16;
        int each = 400;
        Truth truth = new Truth(Metric.COSINE);
        AtomicInteger changing = new AtomicInteger(6);
        try (VectorIndex index = create(Metric.COSINE, dimension)) {
            for (long id = 0; id < 3L * each; id++) {
                float[] vector = vector(new Random(id), dimension);
                index.add(id, vector);
                truth.put(id, vector);
            }
            List<Callable<Map<Long, float[]>>> plans = new ArrayList<>();
            plans.add(() -> adding(index, 10_000, each, changing));
            plans.add(() -> adding(index, 20_000, each, changing));
            plans.add(() -> updating(index, 0, each, changing));
            plans.add(() -> updating(index, each, each, changing));
            plans.add(() -> removing(index, 2L * each, each, changing));
            plans.add(() -> addingMany(index, 30_000, each, changing));
            for (int i = 0; i < 2; i++) {
                int threads = i + 1;
                plans.add(() -> searching(index, 2L * each, threads, changing));
            }
            ExecutorService executor = Executors.newFixedThreadPool(plans.size());
            try {
                for (Future<Map<Long, float[]>> future : executor.invokeAll(plans, 60, TimeUnit.SECONDS)) {
                    truth.vectors().putAll(future.get());
                }
            } finally {
                executor.shutdownNow();
            }
            LongStream.range(2L * each, 3L * each).filter(id -> id % 2 == 0).forEach(truth.vectors()::remove);
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 10, new Random(24)));
        }
    }

    private static Map<Long, float[]> adding(VectorIndex index, long first, int count, AtomicInteger changing) {
        Truth added = new Truth(Metric.COSINE);
        for (long id = first; id < first + count; id++) {
            float[] vector = vector(new Random(id), index.dimension());
            index.add(id, vector);
            assertThat(index.contains(id)).isTrue();
            added.put(id, vector);
        }
        changing.decrementAndGet();
        return added.vectors();
    }

    private static Map<Long, float[]> addingMany(VectorIndex index, long first, int count, AtomicInteger changing) {
        Truth added = new Truth(Metric.COSINE);
        for (long at = first; at < first + count; at += 20) {
            long[] ids = LongStream.range(at, at + 20).toArray();
            float[][] vectors = LongStream.of(ids)
                    .mapToObj(id -> vector(new Random(id), index.dimension()))
                    .toArray(float[][]::new);
            index.addAll(ids, flat(vectors, index.dimension()));
            for (int i = 0; i < ids.length; i++) {
                added.put(ids[i], vectors[i]);
            }
        }
        changing.decrementAndGet();
        return added.vectors();
    }

    private static Map<Long, float[]> updating(VectorIndex index, long first, int count, AtomicInteger changing) {
        Truth updated = new Truth(Metric.COSINE);
        Random random = new Random(first);
        for (int i = 0; i < 2 * count; i++) {
            long id = first + random.nextInt(count);
            float[] vector = vector(random, index.dimension());
            index.update(id, vector);
            Truth.assertSame(index.vector(id), vector);
            updated.put(id, vector);
        }
        changing.decrementAndGet();
        return updated.vectors();
    }

    private static Map<Long, float[]> removing(VectorIndex index, long first, int count, AtomicInteger changing) {
        for (long id = first; id < first + count; id++) {
            if (id % 2 == 0) {
                assertThat(index.remove(id)).isTrue();
                assertThat(index.contains(id)).isFalse();
            }
        }
        changing.decrementAndGet();
        return Map.of();
    }

    /** Searches until nobody changes anything any more; ids from 0 to before {@code lasting} are never removed. */
    private Map<Long, float[]> searching(VectorIndex index, long lasting, int threads, AtomicInteger changing) {
        Random random = new Random(threads);
        do {
            Query query = query(vector(random, index.dimension())).k(1_000_000).threads(threads);
            List<Hits> answers =
                    threads == 1 ? List.of(index.search(query)) : index.searchAll(List.of(query, query), 2);
            for (Hits hits : answers) {
                Set<Long> found = new HashSet<>();
                for (long id : hits.ids()) {
                    assertThat(found.add(id)).as("id %d only once", id).isTrue();
                }
                if (tested().exact()) {
                    assertThat(LongStream.range(0, lasting).allMatch(found::contains))
                            .as("all ids that were never removed")
                            .isTrue();
                }
            }
        } while (changing.get() > 0);
        return Map.of();
    }

    @Test
    void searchesFromAParallelStreamMayBeSplitThemselves() throws Exception {
        long firstPassing = Long.MIN_VALUE + 1;
        try (VectorIndex index = create(Metric.COSINE, 16)) {
            Random random = new Random(25);
            Truth truth = new Truth(Metric.COSINE);
            fill(index, truth, 1_500, random);
            List<Query> queries = queries(truth, 16, 300, random);
            List<Hits> expected = queries.stream().map(index::search).toList();
            float[] vector = vector(random, 16);
            IntStream.range(0, queries.size()).parallel().forEach(i -> {
                Query lasting = queries.get(i).threads(2).filter(id -> id < firstPassing || id > firstPassing + 1_000);
                Hits hits = index.search(lasting);
                if (tested().exact()) {
                    assertSame(hits, expected.get(i));
                }
                index.add(firstPassing + i, vector);
                assertThat(index.remove(firstPassing + i)).isTrue();
            });
        }
    }

    @Test
    void closingWaitsForSearches() throws Exception {
        Random random = new Random(26);
        for (int round = 0; round < 20; round++) {
            VectorIndex index = create(Metric.EUCLIDEAN, 16);
            fill(index, new Truth(Metric.EUCLIDEAN), 600, random);
            Query query = query(vector(random, 16)).threads(2);
            AtomicInteger searched = new AtomicInteger();
            Thread searcher = Thread.ofPlatform().start(() -> {
                assertThatCode(() -> {
                            try {
                                while (true) {
                                    index.search(query);
                                    searched.incrementAndGet();
                                }
                            } catch (IllegalStateException e) {
                                assertThat(e).hasMessage("the index is closed");
                            }
                        })
                        .doesNotThrowAnyException();
                searched.set(-1);
            });
            while (searched.get() == 0) {
                Thread.onSpinWait();
            }
            index.close();
            searcher.join();
            assertThat(searched).hasValue(-1);
        }
    }
}
