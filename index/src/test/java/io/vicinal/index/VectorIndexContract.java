package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What {@link VectorIndex} promises, whichever engine is behind it. Each topic has a contract of its own that extends this class;
 * the test of an engine has a nested class for every topic.
 *
 * <p>Tests of engines in this module stay in this package: surefire opens to JUnit only the packages of the tests it runs.
 */
@Timeout(120)
abstract class VectorIndexContract {
    private static final long[] SPECIAL_IDS = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -(1L << 32)};

    private final TestedEngine tested;

    @TempDir
    protected Path folder;

    VectorIndexContract(TestedEngine tested) {
        this.tested = tested;
    }

    /** The engine under test. */
    TestedEngine tested() {
        return tested;
    }

    /** Chooses the engine under test. */
    VectorIndexBuilder engine(VectorIndexBuilder builder) {
        return tested.choose(builder);
    }

    static Stream<Arguments> metricsAndDimensions() {
        return Arrays.stream(Metric.values())
                .flatMap(metric ->
                        IntStream.of(1, 3, 16, 100, 384).mapToObj(dimension -> Arguments.of(metric, dimension)));
    }

    VectorIndex create(Metric metric, int dimension) throws IOException {
        return engine(VectorIndex.builder(dimension, metric).directory(folder)).create();
    }

    Query query(float[] vector) {
        return Query.of(vector).effort(tested().effort());
    }

    static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat(-1, 1);
        }
        return vector;
    }

    static long id(int i) {
        return i < SPECIAL_IDS.length ? SPECIAL_IDS[i] : 1_000_003L * i * (i % 2 == 0 ? 1 : -1);
    }

    /** Adds vectors of which every seventh was there before, one by one and many at once. */
    static void fill(VectorIndex index, Truth truth, int count, Random random) {
        int dimension = index.dimension();
        long[] ids =
                IntStream.range(0, count).mapToLong(VectorIndexContract::id).toArray();
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = i % 7 == 6 ? vectors[random.nextInt(i)].clone() : vector(random, dimension);
            truth.put(ids[i], vectors[i]);
        }
        int half = count / 2;
        for (int i = 0; i < half; i++) {
            index.add(ids[i], vectors[i]);
        }
        index.addAll(Arrays.copyOfRange(ids, half, count), flat(Arrays.copyOfRange(vectors, half, count), dimension));
    }

    static float[] flat(float[][] vectors, int dimension) {
        float[] flat = new float[vectors.length * dimension];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, flat, i * dimension, dimension);
        }
        return flat;
    }

    void verify(Truth truth, Hits hits, Query query) {
        if (tested().exact()) {
            truth.verifyExact(hits, query);
        } else {
            truth.verifySound(hits, query);
        }
    }

    /** Verifies each answer, and the recall over all of them. */
    void verifySearches(VectorIndex index, Truth truth, List<Query> queries) {
        double recall = 0;
        for (Query query : queries) {
            Hits hits = index.search(query);
            verify(truth, hits, query);
            recall += truth.recall(hits, query);
        }
        assertThat(recall / queries.size())
                .isGreaterThanOrEqualTo(tested().exact() ? 1 : tested().recallFloor(index.metric(), index.dimension()));
    }

    List<Query> queries(Truth truth, int dimension, int count, Random random) {
        List<float[]> known = new ArrayList<>(truth.vectors().values());
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = i % 3 == 0 ? known.get(random.nextInt(known.size())) : vector(random, dimension);
            queries.add(query(vector).k(1 + random.nextInt(30)));
        }
        return queries;
    }

    static void assertSame(Hits actual, Hits expected) {
        assertThat(actual.ids()).isEqualTo(expected.ids());
        assertThat(actual.scores()).isEqualTo(expected.scores());
    }

    static List<float[]> refused(Metric metric) {
        return List.of(
                new float[] {1, 2},
                new float[] {1, 2, 3, 4},
                new float[0],
                new float[] {1, Float.NaN, 3},
                new float[] {1, 2, Float.POSITIVE_INFINITY},
                new float[] {Float.NEGATIVE_INFINITY, 2, 3},
                new float[3],
                new float[] {-0f, 0f, -0f},
                new float[] {metric == Metric.COSINE ? Float.MAX_VALUE : 1e19f, 0, 1});
    }

    static void change(VectorIndex index, Truth truth, Random random) {
        List<Long> ids = new ArrayList<>(truth.vectors().keySet());
        for (int i = 0; i < ids.size(); i += 4) {
            assertThat(index.remove(ids.get(i))).isTrue();
            truth.vectors().remove(ids.get(i));
            float[] vector = vector(random, index.dimension());
            index.update(ids.get(i + 1), vector);
            truth.put(ids.get(i + 1), vector);
        }
        for (int i = 0; i < 30; i++) {
            float[] vector = vector(random, index.dimension());
            long id = random.nextLong();
            index.add(id, vector);
            truth.put(id, vector);
        }
    }

    void firstChange(VectorIndex index, Truth truth, String change) {
        float[] vector = {1, 2, 3};
        switch (change) {
            case "add" -> index.add(1_000, vector);
            case "addAll" -> index.addAll(LongStream.range(1_000, 1_100).toArray(), flat(repeated(vector, 100), 3));
            case "update" -> index.update(1, vector);
            default -> {
                assertThat(index.remove(1)).isTrue();
                index.add(1_000, vector);
            }
        }
        if (change.contains("remove")) {
            truth.vectors().remove(1L);
        }
        LongStream changed = change.equals("addAll")
                ? LongStream.range(1_000, 1_100)
                : LongStream.of(change.equals("update") ? 1 : 1_000);
        changed.forEach(id -> truth.put(id, vector));
        truth.verifyContent(index);
        assertThat(index.contains(1)).isEqualTo(truth.vectors().containsKey(1L));
        assertThat(index.contains(1_200)).isFalse();
        verifySearches(index, truth, List.of(query(vector).k(7), query(vector).k(500)));
    }

    static float[][] repeated(float[] vector, int times) {
        float[][] vectors = new float[times][];
        Arrays.fill(vectors, vector);
        return vectors;
    }
}
