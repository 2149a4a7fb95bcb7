package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine flat with codes in front: the same answers, by reading less. */
class FlatCodesTest {
    private static final int DIMENSION = 100;
    private static final int ROWS = 3_003;

    @TempDir
    private Path folder = Path.of("");

    private static ClusteredVectors vectors(long seed) {
        return new ClusteredVectors(seed, DIMENSION, 60, 0.8);
    }

    private static VectorIndex create(Metric metric, UnaryOperator<FlatSettings> settings) throws IOException {
        return VectorIndex.builder(DIMENSION, metric).flat(settings).create();
    }

    private static VectorIndex filled(Metric metric, EncodingKind encoding, float[] rows) throws IOException {
        VectorIndex index = create(metric, scan -> scan.encoding(encoding));
        index.addAll(Recall.ids(0, rows.length / DIMENSION), rows);
        return index;
    }

    private static List<Query> queries(ClusteredVectors vectors, int count) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Query query = Query.of(vectors.next()).k(1 + i % 25);
            queries.add(
                    switch (i % 5) {
                        case 1 -> query.filter(id -> id % 7 == 0);
                        case 2 ->
                            query.filter(IdSet.of(LongStream.range(0, 2_000).toArray()));
                        case 3 -> query.threads(2);
                        default -> query;
                    });
        }
        return queries;
    }

    private static void verifySame(VectorIndex codes, VectorIndex floats, List<Query> queries) {
        List<Hits> together = codes.searchAll(queries, 2);
        for (int i = 0; i < queries.size(); i++) {
            Hits expected = floats.search(queries.get(i));
            for (Hits hits : List.of(codes.search(queries.get(i)), together.get(i))) {
                assertThat(hits.ids()).as("query %d", i).isEqualTo(expected.ids());
                assertThat(hits.scores()).as("query %d", i).isEqualTo(expected.scores());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RABITQ1", "RABITQ2", "RABITQ4", "INT8"})
    void answersAreThoseOfFloats(EncodingKind encoding) throws IOException {
        for (Metric metric : Metric.values()) {
            ClusteredVectors vectors = vectors(3);
            float[] rows = vectors.next(ROWS);
            try (VectorIndex floats = filled(metric, EncodingKind.FLOAT32, rows);
                    VectorIndex codes = filled(metric, encoding, rows)) {
                assertThat(codes.stats().offHeapBytes()).isGreaterThanOrEqualTo(ROWS * DIMENSION / 8L);
                assertThat(codes.stats().encoding()).isSameAs(encoding);
                assertThat(codes.stats().residentBytes())
                        .isLessThan(
                                floats.stats().residentBytes() - floats.stats().rowBytes() + 300L * ROWS);
                verifySame(codes, floats, queries(vectors, 80));
            }
        }
    }

    @Test
    void scoreLimitsAreObeyed() throws IOException {
        ClusteredVectors vectors = vectors(4);
        float[] rows = vectors.next(ROWS);
        try (VectorIndex floats = filled(Metric.EUCLIDEAN, EncodingKind.FLOAT32, rows);
                VectorIndex codes = filled(Metric.EUCLIDEAN, EncodingKind.AUTO, rows)) {
            for (int i = 0; i < 50; i++) {
                Query near = Query.of(vectors.next()).k(100);
                Query ranged = near.k(ROWS).minScore(floats.search(near).score(99));
                assertThat(codes.search(ranged).ids())
                        .hasSize(100)
                        .isEqualTo(floats.search(ranged).ids());
            }
        }
    }

    /** So few that looking them up reads less than all codes are, alone and among others. */
    @Test
    void fewIdsAreLookedUp() throws IOException {
        ClusteredVectors vectors = vectors(10);
        try (VectorIndex codes = filled(Metric.COSINE, EncodingKind.RABITQ2, vectors.next(ROWS))) {
            Query query = Query.of(vectors.next());
            for (int count : new int[] {30, 60}) {
                Query allowed = query.filter(IdSet.of(Recall.ids(100, 100 + count)));
                Plan plan = count == 30 ? Plan.ALLOWED_SCAN : Plan.SCAN;
                assertThat(codes.search(allowed).plan()).isEqualTo(plan);
                assertThat(codes.searchAll(List.of(query, allowed, query), 1)
                                .get(1)
                                .plan())
                        .isEqualTo(plan);
            }
        }
    }

    @Test
    void copiesOfARowAreAllFound() throws IOException {
        float[] rows = vectors(5).next(ROWS);
        for (int i = 1; i < 30; i++) {
            System.arraycopy(rows, 0, rows, i * 100 * DIMENSION, DIMENSION);
        }
        try (VectorIndex codes = filled(Metric.COSINE, EncodingKind.RABITQ2, rows)) {
            float[] copied = codes.vector(0);
            assertThat(codes.search(Query.of(copied).k(30)).ids())
                    .isEqualTo(LongStream.range(0, 30).map(i -> i * 100).toArray());
        }
    }

    /** The less confidence is asked for, the more is missed, and no more than that. */
    @Test
    void missesAsManyAsTheConfidenceAllows() throws IOException {
        ClusteredVectors vectors = vectors(6);
        float[] rows = vectors.next(ROWS);
        try (Recall recall = new Recall(Metric.COSINE, vectors, DIMENSION, 200)) {
            recall.exact().addAll(Recall.ids(0, ROWS), rows);
            double[] found = new double[3];
            double[] confidences = {0.5, 0.9, 0.999};
            for (int i = 0; i < confidences.length; i++) {
                double confidence = confidences[i];
                try (VectorIndex codes = create(
                        Metric.COSINE,
                        scan -> scan.encoding(EncodingKind.RABITQ1).confidence(confidence))) {
                    codes.addAll(Recall.ids(0, ROWS), rows);
                    found[i] = recall.of(codes, 10, 1);
                }
            }
            assertThat(found[0]).isBetween(0.5, 0.9);
            assertThat(found[1]).isBetween(0.9, 0.99);
            assertThat(found[2]).isGreaterThan(0.998);
        }
    }

    @Test
    void rowsOfAnyLengthLyingElsewhereAreSearched() throws IOException {
        ClusteredVectors vectors = vectors(7);
        float[] rows = vectors.next(ROWS);
        Random random = new Random(7);
        for (int i = 0; i < ROWS; i++) {
            float length = 1 + random.nextFloat();
            for (int j = 0; j < DIMENSION; j++) {
                rows[i * DIMENSION + j] *= length;
            }
        }
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, rows);
            VectorRows view = VectorRows.of(memory, 0, (long) DIMENSION * Float.BYTES, DIMENSION, ROWS);
            VectorIndexBuilder builder = VectorIndex.builder(DIMENSION, Metric.COSINE);
            try (VectorIndex floats = builder.flat().over(view);
                    VectorIndex codes = builder.flat(scan -> scan.encoding(EncodingKind.RABITQ2))
                            .over(view)) {
                verifySame(codes, floats, queries(vectors, 100));
            }
        }
    }

    @Test
    void changesAreFollowedAndSaved() throws IOException {
        ClusteredVectors vectors = vectors(8);
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        Random random = new Random(8);
        Path file = folder.resolve("index");
        try (VectorIndex index = create(Metric.DOT_PRODUCT, scan -> scan.encoding(EncodingKind.RABITQ2))) {
            for (int id = 0; id < 3_000; id++) {
                add(index, truth, id, vectors.next());
            }
            change(index, truth, random, vectors);
            verify(index, truth, vectors);
            index.save(file);
        }
        try (VectorIndex opened = VectorIndex.open(file)) {
            assertThat(opened.stats().offHeapBytes()).isZero();
            verify(opened, truth, vectors);
            change(opened, truth, random, vectors);
            for (int id = 10_000; id < 11_500; id++) {
                add(opened, truth, id, vectors.next());
            }
            assertThat(opened.stats().offHeapBytes()).isPositive();
            verify(opened, truth, vectors);
            opened.save(file);
            verify(opened, truth, vectors);
        }
        try (VectorIndex opened = VectorIndex.open(file)) {
            verify(opened, truth, vectors);
        }
    }

    private static void add(VectorIndex index, Truth truth, long id, float[] vector) {
        index.add(id, vector);
        truth.put(id, vector);
    }

    private static void change(VectorIndex index, Truth truth, Random random, ClusteredVectors vectors) {
        for (int i = 0; i < 1_000; i++) {
            long id = random.nextInt(3_000);
            if (!truth.vectors().containsKey(id)) {
                add(index, truth, id, vectors.next());
            } else if (random.nextInt(3) > 0) {
                index.remove(id);
                truth.vectors().remove(id);
            } else {
                float[] vector = vectors.next();
                index.update(id, vector);
                truth.put(id, vector);
            }
        }
    }

    private static void verify(VectorIndex index, Truth truth, ClusteredVectors vectors) {
        truth.verifyContent(index);
        for (int i = 0; i < 20; i++) {
            Query query = Query.of(vectors.next());
            Hits hits = index.search(query);
            truth.verifySound(hits, query);
            assertThat(truth.recall(hits, query)).isEqualTo(1);
        }
    }

    @Test
    void damagedCodesAreRefusedBeforeAnythingIsChangedOrAnswered() throws IOException {
        Path file = folder.resolve("index");
        float[] vector;
        try (VectorIndex index =
                filled(Metric.COSINE, EncodingKind.RABITQ2, vectors(9).next(ROWS))) {
            index.save(file);
            vector = index.vector(3);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(9);
        for (String section : List.of("flat", "encoding", "code.blocks")) {
            Files.write(file, SavedSections.damage(whole, section, random));
            assertThatThrownBy(() -> {
                        try (VectorIndex index = VectorIndex.open(file)) {
                            index.search(Query.of(vector));
                        }
                    })
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(section);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            assertThatThrownBy(() -> index.add(ROWS, vector)).isInstanceOf(CorruptFileException.class);
            assertThatThrownBy(() -> index.save(folder.resolve("other"))).isInstanceOf(CorruptFileException.class);
            assertThat(index.contains(ROWS)).isFalse();
            assertThat(index.size()).isEqualTo(ROWS);
        }
    }

    @Test
    void impossibleSettingsAreRefused() throws IOException {
        for (double confidence : new double[] {0.49, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FlatSettings.DEFAULT.confidence(confidence))
                    .withMessage("confidence must be from 0.5 to below 1 but is " + confidence);
        }
        Path file = folder.resolve("forged");
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("flat");
            writer.write(MemorySegment.ofArray(new byte[16]));
            writer.commit();
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            assertThatThrownBy(() -> FlatSettings.read(snapshot))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("confidence must be from 0.5 to below 1 but is 0.0");
        }
    }

    @Test
    void confidenceIsAQuantileOfTheNormalDistribution() {
        assertThat(FlatSettings.DEFAULT.confidence(0.5).deviations()).isZero();
        assertThat(FlatSettings.DEFAULT.confidence(0.97725).deviations()).isCloseTo(2, within(0.01));
        assertThat(FlatSettings.DEFAULT.confidence(0.9999).deviations()).isCloseTo(3.719, within(0.01));
        assertThat(FlatSettings.DEFAULT.confidence(Math.nextDown(1.0)).deviations())
                .isBetween(8.0, 8.01);
    }

    @Test
    void codesSuitTheDimension() {
        FlatSettings auto = FlatSettings.DEFAULT.encoding(EncodingKind.AUTO);
        assertThat(auto.encoding(31)).isSameAs(EncodingKind.FLOAT32);
        assertThat(auto.encoding(32)).isSameAs(EncodingKind.RABITQ2);
        assertThat(FlatSettings.DEFAULT.encoding(384)).isSameAs(EncodingKind.FLOAT32);
        assertThat(auto.encoding(EncodingKind.INT8).encoding(2)).isSameAs(EncodingKind.INT8);
    }
}
