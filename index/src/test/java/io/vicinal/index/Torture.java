package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many threads change an index, search it and save it, for some seconds. The vector of an id is one of four that anybody can compute, so
 * that whoever finds an id can tell whether its score is that of a whole vector of its own.
 */
final class Torture {
    private static final int DIMENSION = 24;
    private static final int WRITERS = 3;
    private static final int FORMS = 4;

    /** Ids of a writer; the second half of them are never given again once removed. */
    private static final int IDS = 6_000;

    private final long seed;
    private final long end;
    private final Path folder;
    private final VectorIndex index;
    private final float[][] centres = new float[25][DIMENSION];

    /** When each id was removed for good, beginning with 1; 0 before. */
    private final AtomicIntegerArray removedAs = new AtomicIntegerArray(WRITERS * IDS);

    private final AtomicInteger removals = new AtomicInteger();
    private final AtomicLongArray done = new AtomicLongArray(4);

    private Torture(long seed, int seconds, Path folder) throws IOException {
        this.seed = seed;
        this.end = System.nanoTime() + seconds * 1_000_000_000L;
        this.folder = folder;
        Random random = new Random(seed);
        for (float[] centre : centres) {
            for (int i = 0; i < DIMENSION; i++) {
                centre[i] = (float) random.nextGaussian();
            }
        }
        this.index = builder().create();
    }

    private VectorIndexBuilder builder() {
        return VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .directory(folder)
                .threads(2)
                .hnsw(graph -> graph.connections(8).buildEffort(40).seed(seed));
    }

    /** Goes on for so many seconds, then verifies the content, that everything can be reached, and the recall. */
    static void run(long seed, int seconds, Path folder) throws Exception {
        Torture torture = new Torture(seed, seconds, folder);
        try (VectorIndex index = torture.index) {
            Map<Long, Integer> content = torture.rage();
            assertThat(index.size()).isEqualTo(content.size());
            content.forEach((id, form) -> Truth.assertSame(index.vector(id), torture.vector(id, form)));
            torture.verifyFindings(index, content);
            Path file = folder.resolve("last");
            index.save(file);
            for (int i = 0; i < 4; i++) {
                assertThat(torture.done.get(i)).isPositive();
            }
            try (VectorIndex saved = VectorIndex.open(file)) {
                assertThat(saved.size()).isEqualTo(content.size());
                torture.verifyFindings(saved, content);
            }
        }
    }

    private float[] vector(long id, int form) {
        Random random = new Random(seed * 31 + id * FORMS + form);
        float[] vector = centres[random.nextInt(centres.length)].clone();
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += (float) (0.9 * random.nextGaussian());
        }
        return vector;
    }

    private Map<Long, Integer> rage() throws Exception {
        List<Callable<Map<Long, Integer>>> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            threads.add(() -> write(writer));
        }
        threads.add(() -> search(1));
        threads.add(() -> search(2));
        threads.add(this::save);
        ExecutorService executor = Executors.newFixedThreadPool(threads.size());
        Map<Long, Integer> content = new TreeMap<>();
        try {
            for (Future<Map<Long, Integer>> thread : executor.invokeAll(threads)) {
                content.putAll(thread.get());
            }
        } finally {
            executor.shutdownNow();
        }
        return content;
    }

    private boolean goesOn() {
        return System.nanoTime() < end;
    }

    /** Changes ids that no other thread changes, and returns what is left of them. */
    private Map<Long, Integer> write(int writer) {
        Random random = new Random(seed + writer);
        Map<Long, Integer> own = new TreeMap<>();
        while (goesOn()) {
            long id = (long) writer * IDS + random.nextInt(IDS);
            int form = random.nextInt(FORMS);
            if (removedAs.get((int) id) > 0) {
                continue;
            }
            if (!own.containsKey(id)) {
                addSome(own, id, form, random);
            } else if (random.nextInt(3) == 0) {
                index.update(id, vector(id, form));
                own.put(id, form);
                done.incrementAndGet(1);
            } else {
                remove(own, id);
            }
            assertThat(index.contains(id)).isEqualTo(own.containsKey(id));
        }
        return own;
    }

    private void addSome(Map<Long, Integer> own, long id, int form, Random random) {
        int most = (int) (IDS - id % IDS);
        long[] ids = Recall.ids(id, id + Math.min(most, random.nextInt(1, 30)));
        ids = Arrays.stream(ids)
                .filter(other -> !own.containsKey(other) && removedAs.get((int) other) == 0)
                .toArray();
        if (random.nextBoolean()) {
            ids = new long[] {id};
            index.add(id, vector(id, form));
        } else {
            float[] vectors = new float[ids.length * DIMENSION];
            for (int i = 0; i < ids.length; i++) {
                System.arraycopy(vector(ids[i], form), 0, vectors, i * DIMENSION, DIMENSION);
            }
            index.addAll(ids, vectors);
        }
        for (long added : ids) {
            own.put(added, form);
        }
        done.addAndGet(0, ids.length);
    }

    private void remove(Map<Long, Integer> own, long id) {
        assertThat(index.remove(id)).isTrue();
        own.remove(id);
        if (id % IDS >= IDS / 2) {
            removedAs.set((int) id, removals.get() + 1);
            removals.incrementAndGet();
        }
        done.incrementAndGet(2);
    }

    private Map<Long, Integer> search(int number) {
        Random random = new Random(-seed - number);
        while (goesOn()) {
            Query query = Query.of(vector(random.nextInt(WRITERS * IDS), random.nextInt(FORMS)))
                    .k(random.nextInt(1, 30))
                    .effort(random.nextInt(1, 60));
            int divisor = random.nextInt(1, 40);
            if (random.nextInt(3) == 0) {
                query = query.filter(id -> id % divisor == 0);
            } else if (random.nextInt(20) == 0) {
                query = query.filter(IdSet.of(Recall.ids(0, 40L * divisor)));
            }
            int removedBefore = removals.get();
            verify(index.search(query), query, removedBefore);
            done.incrementAndGet(3);
        }
        return Map.of();
    }

    private void verify(Hits hits, Query query, int removedBefore) {
        assertThat(hits.ids()).doesNotHaveDuplicates();
        for (int i = 0; i < hits.size(); i++) {
            long id = hits.id(i);
            assertThat(query.allows(id)).isTrue();
            int removed = removedAs.get((int) id);
            assertThat(removed == 0 || removed > removedBefore)
                    .as("id %d was removed as number %d of %d", id, removed, removedBefore)
                    .isTrue();
            assertThat(isOwn(hits.score(i), id, query.vector()))
                    .as("score %s of id %d", hits.score(i), id)
                    .isTrue();
        }
    }

    private boolean isOwn(float score, long id, float[] query) {
        for (int form = 0; form < FORMS; form++) {
            double sum = 0;
            float[] vector = vector(id, form);
            for (int i = 0; i < DIMENSION; i++) {
                double difference = (double) vector[i] - query[i];
                sum -= difference * difference;
            }
            if (Math.abs(sum - score) <= 1e-4) {
                return true;
            }
        }
        return false;
    }

    /** Saves now and then, and opens what was saved. */
    private Map<Long, Integer> save() throws IOException {
        Path file = folder.resolve("now and then");
        for (int i = 0; goesOn(); i++) {
            Thread.onSpinWait();
            if (i % 2_000 == 0) {
                int removedBefore = removals.get();
                index.save(file);
                try (VectorIndex saved = VectorIndex.open(file)) {
                    Query query = Query.of(vector(i, 0)).k(20);
                    verify(saved.search(query), query, removedBefore);
                    saved.add(-1, vector(1, 1));
                    assertThat(saved.remove(-1)).isTrue();
                }
            }
        }
        return Map.of();
    }

    /** It must find nearly as much as one that never saw another row. */
    private void verifyFindings(VectorIndex found, Map<Long, Integer> content) throws IOException {
        Reachability reachability = found.reachability();
        try (VectorIndex exact =
                        VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN).create();
                VectorIndex fresh = builder().create()) {
            content.forEach((id, form) -> exact.add(id, vector(id, form)));
            content.forEach((id, form) -> fresh.add(id, vector(id, form)));
            double ofFresh = recall(fresh, exact);
            double ofFound = recall(found, exact);
            assertThat(ofFound).isGreaterThan(ofFresh - 0.02);
        }
        // Two rows added at the same moment may come to be led to by each other alone.
        assertThat(reachability.unreachable()).isLessThanOrEqualTo(content.size() / 200);
    }

    private double recall(VectorIndex index, VectorIndex exact) {
        double sum = 0;
        for (int i = 0; i < 300; i++) {
            Query query = Query.of(vector(-1 - i, 0));
            Hits truth = exact.search(query);
            Hits hits = index.search(query.effort(100));
            assertThat(hits.size()).isEqualTo(truth.size());
            sum += (double) Arrays.stream(hits.ids())
                            .filter(id -> Arrays.stream(truth.ids()).anyMatch(other -> other == id))
                            .count()
                    / truth.size();
        }
        return sum / 300;
    }
}
