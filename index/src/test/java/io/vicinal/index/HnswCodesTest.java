package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine hnsw with so many and so long rows that they are searched by codes. */
@Timeout(300)
class HnswCodesTest {
    private static final int DIMENSION = 96;
    private static final int ROWS = 3_000;

    @TempDir
    private Path folder = Path.of("");

    private static ClusteredVectors vectors(long seed) {
        return new ClusteredVectors(seed, DIMENSION, 60, 0.8);
    }

    private static VectorIndex create(Metric metric, EncodingKind encoding) throws IOException {
        return VectorIndex.builder(DIMENSION, metric)
                .threads(1)
                .hnsw(graph -> graph.encoding(encoding))
                .create();
    }

    private static VectorIndex filled(Metric metric, EncodingKind encoding, float[] rows) throws IOException {
        VectorIndex index = create(metric, encoding);
        index.addAll(Recall.ids(0, rows.length / DIMENSION), rows);
        return index;
    }

    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ2", "RABITQ4", "RABITQ_LINE", "INT8"})
    void findsWhatFloatsFindAtTheSameEffort(EncodingKind encoding) throws IOException {
        for (Metric metric : List.of(Metric.COSINE, Metric.EUCLIDEAN)) {
            ClusteredVectors vectors = vectors(3);
            float[] rows = vectors.next(ROWS);
            try (Recall recall = new Recall(metric, vectors, DIMENSION, 200);
                    VectorIndex floats = filled(metric, EncodingKind.FLOAT32, rows);
                    VectorIndex codes = filled(metric, encoding, rows)) {
                recall.exact().addAll(Recall.ids(0, ROWS), rows);
                for (int effort : new int[] {10, 24, 64, 200}) {
                    assertThat(recall.of(codes, 10, effort))
                            .as("%s, %s, effort %d", encoding, metric, effort)
                            .isGreaterThan(recall.of(floats, 10, effort) - 0.015);
                }
            }
        }
    }

    /** An effort of less than k ends sooner, by codes without finding less than by floats, and finds k rows in any case. */
    @ParameterizedTest
    @EnumSource(names = {"COSINE", "EUCLIDEAN"})
    void lessEffortThanRowsWantedEndsSooner(Metric metric) throws IOException {
        ClusteredVectors vectors = vectors(3);
        float[] rows = vectors.next(ROWS);
        try (Recall recall = new Recall(metric, vectors, DIMENSION, 200);
                VectorIndex floats = filled(metric, EncodingKind.FLOAT32, rows);
                VectorIndex codes = filled(metric, EncodingKind.AUTO, rows)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            assertThat(recall.of(floats, 20, 3)).isBetween(0.5, recall.of(floats, 20, 20) - 0.01);
            for (VectorIndex index : List.of(floats, codes)) {
                assertThat(scored(index, recall, 3)).isLessThan(scored(index, recall, 20) * 9 / 10);
            }
            for (int effort = 1; effort <= 20; effort += 3) {
                assertThat(recall.of(codes, 20, effort))
                        .as("effort %d", effort)
                        .isGreaterThan(recall.of(floats, 20, effort) - 0.01);
            }
        }
    }

    private static long scored(VectorIndex index, Recall recall, int effort) {
        long scored = 0;
        for (float[] query : recall.queries()) {
            Hits hits = index.search(Query.of(query).k(20).effort(effort));
            assertThat(hits.size()).isEqualTo(20);
            scored += hits.scored();
        }
        return scored;
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreExact(Metric metric) throws IOException {
        ClusteredVectors vectors = vectors(4);
        float[] rows = vectors.next(ROWS);
        try (Recall recall = new Recall(metric, vectors, DIMENSION, 50);
                VectorIndex codes = filled(metric, EncodingKind.RABITQ2, rows)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            for (float[] query : recall.queries()) {
                Hits hits = codes.search(Query.of(query).k(20));
                assertThat(hits.plan()).isEqualTo(Plan.GRAPH);
                for (int i = 0; i < hits.size(); i++) {
                    Hits alone = recall.exact().search(Query.of(query).k(1).filter(IdSet.of(hits.id(i))));
                    assertThat(hits.score(i)).isEqualTo(alone.score(0));
                }
            }
        }
    }

    @Test
    void statsTellTheFormAndWhatOfItBelongsInMemory() throws IOException {
        Path file = folder.resolve("index");
        try (VectorIndex codes =
                filled(Metric.COSINE, EncodingKind.RABITQ2, vectors(4).next(ROWS))) {
            assertThat(codes.stats().encoding()).isSameAs(EncodingKind.RABITQ2);
            codes.save(file);
        }
        try (VectorIndex opened = VectorIndex.open(file)) {
            IndexStats stats = opened.stats();
            assertThat(stats.encoding()).isSameAs(EncodingKind.RABITQ2);
            assertThat(stats.rowBytes()).isEqualTo(ROWS * DIMENSION * 4L);
            assertThat(stats.residentBytes())
                    .isEqualTo(stats.mappedBytes() + stats.offHeapBytes() + stats.heapBytes() - stats.rowBytes())
                    .isBetween(ROWS * 200L, ROWS * 400L);
        }
        try (VectorIndex floats =
                filled(Metric.COSINE, EncodingKind.FLOAT32, vectors(4).next(ROWS))) {
            IndexStats stats = floats.stats();
            assertThat(stats.encoding()).isSameAs(EncodingKind.FLOAT32);
            assertThat(stats.residentBytes())
                    .isEqualTo(stats.mappedBytes() + stats.offHeapBytes() + stats.heapBytes())
                    .isGreaterThan(stats.rowBytes());
        }
    }

    @Test
    void scoreLimitsAndFiltersAreObeyed() throws IOException {
        ClusteredVectors vectors = vectors(5);
        float[] rows = vectors.next(ROWS);
        try (Recall recall = new Recall(Metric.COSINE, vectors, DIMENSION, 100);
                VectorIndex codes = filled(Metric.COSINE, EncodingKind.RABITQ2, rows)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            double ranged = 0;
            double filtered = 0;
            for (float[] vector : recall.queries()) {
                float least = recall.exact().search(Query.of(vector).k(100)).score(99);
                Query above = Query.of(vector).k(150).effort(64).minScore(least);
                ranged += recall.share(codes.search(above), above);
                Query half = Query.of(vector).effort(64).filter(id -> id % 2 == 0);
                Hits hits = codes.search(half);
                assertThat(LongStream.of(hits.ids())).allMatch(id -> id % 2 == 0);
                filtered += recall.share(hits, half);
            }
            assertThat(ranged / 100).isGreaterThan(0.95);
            assertThat(filtered / 100).isGreaterThan(0.95);
        }
    }

    @Test
    void changesAreFollowed() throws IOException {
        ClusteredVectors vectors = vectors(6);
        Truth truth = new Truth(Metric.COSINE);
        Random random = new Random(6);
        try (VectorIndex index = create(Metric.COSINE, EncodingKind.RABITQ2)) {
            // From no codes over the first ones to others in a larger place.
            for (int id = 0; id < ROWS; id++) {
                float[] vector = vectors.next();
                index.add(id, vector);
                truth.put(id, vector);
            }
            for (int i = 0; i < 2_000; i++) {
                long id = random.nextInt(ROWS);
                if (random.nextBoolean() && truth.vectors().containsKey(id)) {
                    index.remove(id);
                    truth.vectors().remove(id);
                } else if (truth.vectors().containsKey(id)) {
                    float[] vector = vectors.next();
                    index.update(id, vector);
                    truth.put(id, vector);
                }
            }
            truth.verifyContent(index);
            Path file = folder.resolve("index");
            index.save(file);
            try (VectorIndex opened = VectorIndex.open(file)) {
                double found = 0;
                for (int i = 0; i < 50; i++) {
                    Query query = Query.of(vectors.next()).effort(100);
                    Hits hits = index.search(query);
                    truth.verifySound(hits, query);
                    found += truth.recall(hits, query);
                    assertThat(opened.search(query).ids()).isEqualTo(hits.ids());
                }
                assertThat(found / 50).isGreaterThan(0.97);
                float[] more = vectors.next(1_000);
                opened.addAll(Recall.ids(ROWS, ROWS + 1_000), more);
                for (int i = 0; i < 1_000; i += 50) {
                    float[] vector = new float[DIMENSION];
                    System.arraycopy(more, i * DIMENSION, vector, 0, DIMENSION);
                    assertThat(opened.search(Query.of(vector).k(1)).id(0)).isEqualTo(ROWS + i);
                }
            }
        }
    }

    /** Where more rows are copies of each other than a search looks at, the others are still found. */
    @Test
    void copiesHideNoOtherRows() throws IOException {
        ClusteredVectors vectors = vectors(11);
        float[] rows = vectors.next(ROWS);
        for (int i = 0; i < ROWS / 2; i++) {
            System.arraycopy(rows, i % 3 * DIMENSION, rows, i * DIMENSION, DIMENSION);
        }
        try (Recall recall = new Recall(Metric.COSINE, vectors, DIMENSION, 200);
                VectorIndex codes = filled(Metric.COSINE, EncodingKind.RABITQ2, rows)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            assertThat(recall.of(codes, 10, 64)).isGreaterThan(0.95);
            assertThat(codes.reachability().unreachable()).isLessThan(ROWS / 100);
        }
    }

    /** Within a cluster, rows are closer to each other than codes can tell; what is found must not suffer. */
    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ4", "RABITQ_LINE"})
    void whereCodesCannotTellRowsApartFloatsAreCompared(EncodingKind encoding) throws IOException {
        ClusteredVectors centres = new ClusteredVectors(7, DIMENSION, 20, 0);
        Random random = new Random(7);
        float[] rows = centres.next(ROWS);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += (float) (0.01 * random.nextGaussian());
        }
        float[][] queries = new float[300][DIMENSION];
        for (float[] query : queries) {
            System.arraycopy(rows, random.nextInt(ROWS) * DIMENSION, query, 0, DIMENSION);
            for (int i = 0; i < DIMENSION; i++) {
                query[i] += (float) (0.01 * random.nextGaussian());
            }
        }
        try (Recall recall = new Recall(Metric.EUCLIDEAN, centres, DIMENSION, 0);
                VectorIndex floats = filled(Metric.EUCLIDEAN, EncodingKind.FLOAT32, rows);
                VectorIndex codes = filled(Metric.EUCLIDEAN, encoding, rows)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            double byFloats = 0;
            double byCodes = 0;
            for (float[] vector : queries) {
                Query query = Query.of(vector).effort(32);
                byCodes += recall.share(codes.search(query), query);
                byFloats += recall.share(floats.search(query), query);
            }
            assertThat(byCodes / queries.length).isGreaterThan(byFloats / queries.length - 0.02);
        }
    }

    @Test
    void damagedCodesAreRefusedWhenTheyAreFirstRead() throws IOException {
        Path file = folder.resolve("index");
        float[] vector;
        try (VectorIndex index =
                filled(Metric.COSINE, EncodingKind.RABITQ2, vectors(8).next(ROWS))) {
            index.save(file);
            vector = index.vector(3);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(8);
        for (String section : List.of("encoding", "codes", "details")) {
            Files.write(file, SavedSections.damage(whole, section, random));
            assertThatThrownBy(() -> {
                        try (VectorIndex index = VectorIndex.open(file)) {
                            index.search(Query.of(vector));
                        }
                    })
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(section);
            if (!section.equals("encoding")) {
                try (VectorIndex index = VectorIndex.open(file)) {
                    Hits lookedUp = index.search(Query.of(vector).filter(IdSet.of(3, 4)));
                    assertThat(lookedUp.ids())
                            .as("codes are not read where rows are looked up")
                            .containsExactly(3, 4);
                    assertThatThrownBy(() -> index.add(ROWS, vector)).isInstanceOf(CorruptFileException.class);
                    assertThat(index.contains(ROWS)).isFalse();
                    assertThat(index.size()).isEqualTo(ROWS);
                }
            }
        }
    }

    @Test
    void rowsOfAFileAreEncodedAsTheyAreConnected() throws IOException {
        ClusteredVectors vectors = vectors(9);
        Engine engine = Engine.named("hnsw");
        IndexSpec spec = new IndexSpec(
                DIMENSION, Metric.COSINE, folder, GraphSettings.DEFAULT, FlatSettings.DEFAULT, 2, BuildProgress.NONE);
        try (VectorFile file = VectorFile.create(folder.resolve("rows"), DIMENSION, Metric.COSINE);
                RowIndex index = engine.attach(spec, file);
                Recall recall = new Recall(Metric.COSINE, vectors, DIMENSION, 100)) {
            for (int count = 0; count < ROWS; count += 1_000) {
                float[] rows = vectors.next(1_000);
                file.appendAll(rows);
                recall.exact().addAll(Recall.ids(count, count + 1_000), rows);
                index.connect(count + 1_000);
                double found = 0;
                for (float[] query : recall.queries()) {
                    found += recall.share(index.search(Query.of(query), count + 1_000), Query.of(query));
                }
                assertThat(found / 100).isGreaterThan(0.97);
            }
        }
    }

    @Test
    void searchesGoOnWhileCodesMove() throws Exception {
        ClusteredVectors vectors = vectors(10);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        try (VectorIndex index = create(Metric.DOT_PRODUCT, EncodingKind.RABITQ2)) {
            float[] first = vectors.next(2_500);
            index.addAll(Recall.ids(0, 2_500), first);
            float[] query = vectors.next();
            List<Thread> readers = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(Thread.ofPlatform().start(() -> {
                    try {
                        while (!done.get()) {
                            assertThat(index.search(Query.of(query)).size()).isEqualTo(10);
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }));
            }
            for (int i = 2_500; i < 2 * ROWS; i += 250) {
                index.addAll(Recall.ids(i, i + 250), vectors.next(250));
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(failures).isEmpty();
            assertThat(index.search(Query.of(query).k(2 * ROWS)).size()).isEqualTo(2 * ROWS);
        }
    }
}
