package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads that write and threads that read: documents and batches are seen whole, and no version is followed by an older one. */
@Timeout(600)
class ConcurrencyTest {
    private static final int WRITERS = 2;
    private static final int BATCH = 6;
    private static final Filter IN_BATCH = Filter.parse("kind = \"batch\"");

    @TempDir
    private Path folder;

    /** The version that each writer has written. */
    private final AtomicIntegerArray written = new AtomicIntegerArray(WRITERS + 1);

    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean done;

    @ParameterizedTest
    @CsvSource({"flat, 2000", "hnsw, 1500"})
    void everythingIsSeenWhole(String engine, int versions) throws Exception {
        Path place = folder.resolve("collection");
        CollectionSpec spec = SeededChanges.spec(engine, Metric.EUCLIDEAN);
        try (Collection collection = Collection.create(place, spec);
                Collection reader = Collection.openForReading(place)) {
            run(collection, reader, place, versions);
            requireLast(collection, versions);
            requireLast(reader, versions);
        }
        try (Collection collection = Collection.open(place, spec)) {
            requireLast(collection, versions);
        }
        assertThat(Collection.verify(place).clean()).isTrue();
        assertThat(reads.get()).isPositive();
    }

    @Tag("stress")
    @ParameterizedTest
    @CsvSource({"flat, 30000", "hnsw, 20000"})
    void everythingIsSeenWholeForLong(String engine, int versions) throws Exception {
        everythingIsSeenWhole(engine, versions);
    }

    private void run(Collection collection, Collection reader, Path place, int versions) throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        List<Future<?>> others = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> writeOne(collection, number, versions)));
            }
            writers.add(threads.submit(() -> writeBatches(collection, versions)));
            others.add(threads.submit(() -> read(collection, 1)));
            others.add(threads.submit(() -> read(reader, 2)));
            others.add(threads.submit(() -> read(reader, 3)));
            others.add(threads.submit(() -> maintain(collection)));
            others.add(threads.submit(() -> openAgainAndAgain(place)));
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                done = true;
            }
            for (Future<?> other : others) {
                other.get();
            }
        }
    }

    /** All of a document carries its version. */
    private static Document document(String id, String kind, int version) {
        return Document.of(id, new float[] {version, 1, 0, 0, 0})
                .text("version " + version)
                .metadata(Metadata.of(Map.of("kind", kind, "version", (long) version)));
    }

    private Void writeOne(Collection collection, int number, int versions) {
        for (int version = 1; version <= versions; version++) {
            if (version % 10 == 0) {
                collection.delete("hot " + number);
            }
            collection.put(document("hot " + number, "hot", version));
            written.set(number, version);
        }
        return null;
    }

    private Void writeBatches(Collection collection, int versions) {
        for (int version = 1; version <= versions; version++) {
            List<Document> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(document("batch " + i, "batch", version));
            }
            collection.putAll(batch);
            written.set(WRITERS, version);
            if (version % 50 == 0) {
                assertThat(collection.deleteWhere(IN_BATCH)).isEqualTo(BATCH);
                collection.putAll(batch);
            }
        }
        return null;
    }

    private Void maintain(Collection collection) throws Exception {
        for (int i = 0; !done; i++) {
            switch (i % 4) {
                case 0 -> collection.compact();
                case 1 -> collection.connect(BuildProgress.NONE);
                case 2 -> collection.checkpoint();
                default -> collection.flush();
            }
            assertThat(collection.stats().notes()).isEmpty();
        }
        return null;
    }

    private Void openAgainAndAgain(Path place) throws Exception {
        while (!done) {
            try (Collection reader = Collection.openForReading(place)) {
                requireWhole(reader, new Random(1));
            }
            assertThat(Collection.verify(place).damages()).isEmpty();
        }
        return null;
    }

    private Void read(Collection collection, long seed) {
        Random random = new Random(seed);
        long[] seen = new long[WRITERS + 1];
        while (!done) {
            for (int i = 0; i < WRITERS; i++) {
                int least = written.get(i);
                long version = version(collection.get("hot " + i).stream().toList());
                if (version > 0) {
                    assertThat(version).isGreaterThanOrEqualTo(Math.max(seen[i], least));
                    seen[i] = version;
                }
            }
            int least = written.get(WRITERS);
            long version = requireWhole(collection, random);
            if (version > 0) {
                assertThat(version).isGreaterThanOrEqualTo(Math.max(seen[WRITERS], least));
                seen[WRITERS] = version;
            }
            reads.incrementAndGet();
        }
        return null;
    }

    /** Returns the version of the batch. */
    private static long requireWhole(Collection collection, Random random) {
        List<Document> batch;
        if (random.nextBoolean()) {
            batch = collection
                    .scroll(ScrollRequest.all().filter(IN_BATCH).withVectors(true))
                    .documents();
        } else {
            SearchRequest request = SearchRequest.of(new float[] {random.nextInt(1_000), 1, 0, 0, 0})
                    .k(50)
                    .effort(100)
                    .withVectors(true);
            batch = random.nextBoolean()
                    ? documents(collection.search(request.filter(IN_BATCH)))
                    : documents(collection.search(request)).stream()
                            .filter(document -> document.id().startsWith("batch"))
                            .toList();
        }
        assertThat(batch.size()).isIn(0, BATCH);
        return version(batch);
    }

    private static List<Document> documents(SearchResult result) {
        return result.hits().stream().map(SearchHit::document).toList();
    }

    /** Returns the version that all documents have; 0 if there are none. */
    private static long version(List<Document> documents) {
        long version = documents.isEmpty()
                ? 0
                : documents.getFirst().metadata().asLong("version").orElseThrow();
        for (Document document : documents) {
            assertThat(document.metadata().asLong("version")).hasValue(version);
            assertThat(document.text()).contains("version " + version);
            assertThat(document.requireVector()).containsExactly((float) version, 1, 0, 0, 0);
        }
        return version;
    }

    private static void requireLast(Collection collection, int versions) {
        assertThat(collection.size()).isEqualTo(WRITERS + BATCH);
        for (int i = 0; i < WRITERS; i++) {
            assertThat(version(collection.get("hot " + i).stream().toList())).isEqualTo(versions);
        }
        assertThat(requireWhole(collection, new Random(0))).isEqualTo(versions);
    }
}
