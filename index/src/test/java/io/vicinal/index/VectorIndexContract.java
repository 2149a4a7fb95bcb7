package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link VectorIndex} promises, whichever engine is behind it: every engine's test inherits this class.
 *
 * <p>An approximate engine overrides {@link #exact} and {@link #recallFloor}; what it can't do at all is overridden too. Tests of
 * engines in this module stay in this package: surefire opens to JUnit only the packages of the tests it runs.
 */
@Timeout(120)
@SuppressWarnings("exports") // tests are exported to nobody, whatever the package
public abstract class VectorIndexContract {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long[] SPECIAL_IDS = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -(1L << 32)};

    @TempDir
    protected Path folder;

    protected VectorIndexContract() {}

    /** Chooses the engine under test. */
    protected abstract VectorIndexBuilder engine(VectorIndexBuilder builder);

    /** The engine's name. */
    protected abstract String engineName();

    /** Whether every search finds the true answer. */
    protected boolean exact() {
        return true;
    }

    /** The mean share of the true answer that an approximate engine finds at least, at {@link #effort}. */
    protected double recallFloor() {
        return 0.95;
    }

    /** How hard approximate engines look in these tests. */
    protected int effort() {
        return 200;
    }

    /** Whether rows of the caller's can be searched where they lie. */
    protected boolean searchesOutsideRows() {
        return true;
    }

    static Stream<Arguments> metricsAndDimensions() {
        return Arrays.stream(Metric.values())
                .flatMap(metric ->
                        IntStream.of(1, 3, 16, 100, 384).mapToObj(dimension -> Arguments.of(metric, dimension)));
    }

    private VectorIndex create(Metric metric, int dimension) throws IOException {
        return engine(VectorIndex.builder(dimension, metric).directory(folder)).create();
    }

    private Query query(float[] vector) {
        return Query.of(vector).effort(effort());
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat(-1, 1);
        }
        return vector;
    }

    private static long id(int i) {
        return i < SPECIAL_IDS.length ? SPECIAL_IDS[i] : 1_000_003L * i * (i % 2 == 0 ? 1 : -1);
    }

    /** Adds vectors of which every seventh was there before, one by one and many at once. */
    private static void fill(VectorIndex index, Truth truth, int count, Random random) {
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

    private static float[] flat(float[][] vectors, int dimension) {
        float[] flat = new float[vectors.length * dimension];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, flat, i * dimension, dimension);
        }
        return flat;
    }

    private void verify(Truth truth, Hits hits, Query query) {
        if (exact()) {
            truth.verifyExact(hits, query);
        } else {
            truth.verifySound(hits, query);
        }
    }

    /** Verifies each answer, and the recall over all of them. */
    private void verifySearches(VectorIndex index, Truth truth, List<Query> queries) {
        double recall = 0;
        for (Query query : queries) {
            Hits hits = index.search(query);
            verify(truth, hits, query);
            recall += truth.recall(hits, query);
        }
        assertThat(recall / queries.size()).isGreaterThanOrEqualTo(exact() ? 1 : recallFloor());
    }

    private List<Query> queries(Truth truth, int dimension, int count, Random random) {
        List<float[]> known = new ArrayList<>(truth.vectors().values());
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = i % 3 == 0 ? known.get(random.nextInt(known.size())) : vector(random, dimension);
            queries.add(query(vector).k(1 + random.nextInt(30)));
        }
        return queries;
    }

    private static void assertSame(Hits actual, Hits expected) {
        assertThat(actual.ids()).isEqualTo(expected.ids());
        assertThat(actual.scores()).isEqualTo(expected.scores());
    }

    // Searching

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void findsTheNearest(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            assertThat(index.dimension()).isEqualTo(dimension);
            assertThat(index.metric()).isEqualTo(metric);
            fill(index, truth, 1_300, random);
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 30, random));
            float[] vector = vector(random, dimension);
            verifySearches(
                    index,
                    truth,
                    List.of(
                            query(vector).k(1),
                            query(vector).k(1_299),
                            query(vector).k(5_000)));
        }
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void equalScoresAreOrderedByIdAlsoAcrossTheLastPlace(Metric metric, int dimension) throws IOException {
        assumeTrue(exact());
        Random random = new Random(dimension);
        float[] twin = vector(random, dimension);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            for (int i = 0; i < 600; i++) {
                long id = id((i * 7) % 600);
                float[] vector = i % 2 == 0 ? twin : vector(random, dimension);
                index.add(id, vector);
                truth.put(id, vector);
            }
            for (int k = 1; k < 350; k += 23) {
                Query query = query(twin).k(k);
                truth.verifyExact(index.search(query), query);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyIndexAnswersWithNothing(Metric metric) throws IOException {
        try (VectorIndex index = create(metric, 3)) {
            assertThat(index.size()).isZero();
            assertThat(index.contains(0)).isFalse();
            assertThat(index.remove(0)).isFalse();
            Query query = query(new float[] {1, 2, 3});
            assertThat(index.search(query).size()).isZero();
            assertThat(index.search(query.threads(3)).size()).isZero();
            assertThat(index.searchAll(List.of(query, query), 2)).hasSize(2);
            index.addAll(new long[0], new float[0]);
            assertThat(index.size()).isZero();
            index.add(5, new float[] {1, 2, 3});
            assertThat(index.remove(5)).isTrue();
            assertThat(index.search(query).size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void minScoreIsInclusive(Metric metric) throws IOException {
        Random random = new Random(7);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 500, random);
            Query query = query(vector(random, 16)).k(40);
            Hits all = index.search(query);
            for (int rank = 0; rank < all.size(); rank++) {
                Query bounded = query.minScore(all.score(rank));
                Hits hits = index.search(bounded);
                verify(truth, hits, bounded);
                assertThat(hits.score(hits.size() - 1)).isGreaterThanOrEqualTo(all.score(rank));
                if (exact()) {
                    assertThat(hits.ids()).startsWith(Arrays.copyOf(all.ids(), rank + 1));
                }
                Query above = query.minScore(Math.nextUp(all.score(rank)));
                assertThat(index.search(above).ids()).doesNotContain(all.id(rank));
            }
            assertThat(index.search(query.minScore(Float.POSITIVE_INFINITY)).size())
                    .isZero();
            assertSame(index.search(query.minScore(Float.NEGATIVE_INFINITY)), all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEqualVectorIsAtDistanceZero(Metric metric) throws IOException {
        try (VectorIndex index = create(metric, 3)) {
            index.add(1, new float[] {0, 1, 0});
            float expected = metric == Metric.EUCLIDEAN ? 0 : 1;
            assertThat(index.search(query(new float[] {0, 1, 0})).scores()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersAreObeyed(Metric metric) throws IOException {
        Random random = new Random(8);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 16)) {
            fill(index, truth, 1_100, random);
            Query query = query(vector(random, 16)).k(20);
            Hits unfiltered = index.search(query);
            assertSame(index.search(query.filter(id -> true)), unfiltered);
            assertThat(index.search(query.filter(id -> false)).size()).isZero();
            assertThat(index.search(query.filter(id -> id == Long.MIN_VALUE)).ids())
                    .containsExactly(Long.MIN_VALUE);
            verifySearches(
                    index,
                    truth,
                    List.of(
                            query.filter(id -> id < 0),
                            query.filter(id -> id % 5 == 0),
                            query.filter(id -> id % 97 == 0),
                            query.filter(id -> id > 0).minScore(unfiltered.score(7))));
        }
    }

    @Test
    void aFilterThatThrowsLeavesTheIndexUsable() throws IOException {
        Random random = new Random(9);
        Truth truth = new Truth(Metric.EUCLIDEAN);
        try (VectorIndex index = create(Metric.EUCLIDEAN, 16)) {
            fill(index, truth, 1_100, random);
            Query query = query(vector(random, 16)).k(20);
            Hits before = index.search(query);
            AtomicInteger calls = new AtomicInteger();
            Query failing = query.filter(id -> {
                if (calls.incrementAndGet() > 10) {
                    throw new UnsupportedOperationException("for the test");
                }
                return true;
            });
            for (int threads = 1; threads <= 4; threads++) {
                Query split = failing.threads(threads);
                assertThatThrownBy(() -> index.search(split)).hasMessageContaining("for the test");
                assertSame(index.search(query.threads(threads)), before);
            }
            assertThatThrownBy(() -> index.searchAll(List.of(query, failing), 2))
                    .hasMessageContaining("for the test");
            assertSame(index.search(query), before);
            index.add(77, vector(random, 16));
            assertThat(index.remove(77)).isTrue();
        }
    }

    @Test
    void aFilterMaySearchAnotherIndex() throws IOException {
        Random random = new Random(10);
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 16);
                VectorIndex other = create(Metric.EUCLIDEAN, 3)) {
            fill(index, truth, 300, random);
            other.add(1, new float[] {1, 2, 3});
            Query query = query(vector(random, 16)).k(20);
            Query outer = query.filter(id ->
                    other.search(Query.of(new float[] {3, 2, 1})).size() == 1);
            assertSame(index.search(outer), index.search(query));
            assertSame(index.searchAll(List.of(query, outer), 2).get(1), index.search(query));
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalThreadsGiveTheSameAnswer(Metric metric) throws IOException {
        assumeTrue(exact());
        Random random = new Random(11);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 2_500, random);
            for (Query query : queries(truth, 100, 20, random)) {
                Hits expected = index.search(query);
                for (int threads = 2; threads <= 4; threads++) {
                    assertSame(index.search(query.threads(threads)), expected);
                }
                assertSame(index.search(query.threads(Integer.MAX_VALUE)), expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchAllGivesTheAnswersOfSearch(Metric metric) throws IOException {
        Random random = new Random(12);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 100)) {
            fill(index, truth, 1_200, random);
            List<Query> queries = new ArrayList<>();
            for (Query query : queries(truth, 100, 17, random)) {
                int kind = queries.size() % 4;
                Query bounded =
                        kind < 2 ? query : query.minScore(index.search(query).score(0) - 0.5f);
                queries.add(
                        kind % 2 == 0
                                ? bounded
                                : bounded.filter(id -> id % 3 != 0).threads(2));
            }
            List<Hits> expected = queries.stream().map(index::search).toList();
            for (int count : new int[] {0, 1, 7, 8, 9, 17}) {
                for (int threads = 1; threads <= 3; threads++) {
                    List<Hits> answers = index.searchAll(queries.subList(0, count), threads);
                    assertThat(answers).hasSize(count);
                    for (int i = 0; i < count; i++) {
                        assertSame(answers.get(i), expected.get(i));
                    }
                }
            }
            assertThat(index.searchAll(queries)).hasSize(17);
        }
    }

    @Test
    void anAnswerBelongsToTheCaller() throws IOException {
        Random random = new Random(13);
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 50, random);
            Query query = query(vector(random, 3));
            Hits hits = index.search(query);
            long[] ids = hits.ids().clone();
            index.search(query(vector(random, 3)));
            assertThat(hits.ids()).isEqualTo(ids);
            Arrays.fill(hits.ids(), 0);
            assertThat(index.search(query).ids()).isEqualTo(ids);
            assertThat(hits.scored()).isBetween(1L, 50L);
        }
    }

    // Changing

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void changesShowAtOnce(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension + 1);
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, dimension)) {
            fill(index, truth, 300, random);
            for (int i = 0; i < 300; i += 3) {
                float[] vector = vector(random, dimension);
                index.update(id(i), vector);
                truth.put(id(i), vector);
                vector[0] = Float.NaN; // it was copied
            }
            for (int i = 1; i < 300; i += 3) {
                assertThat(index.remove(id(i))).isTrue();
                assertThat(index.remove(id(i))).isFalse();
                assertThat(index.contains(id(i))).isFalse();
                truth.vectors().remove(id(i));
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 10, random));
            for (int i = 1; i < 300; i += 6) {
                float[] vector = vector(random, dimension);
                index.add(id(i), vector);
                truth.put(id(i), vector);
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, dimension, 10, random));
        }
    }

    @Test
    void anUpdateChangesWhatIsFound() throws IOException {
        try (VectorIndex index = create(Metric.EUCLIDEAN, 2)) {
            index.addAll(new long[] {1, 2, 3}, new float[] {0, 1, 0, 5, 0, 9});
            assertThat(index.search(query(new float[] {0, 8}).k(1)).ids()).containsExactly(3);
            index.update(1, new float[] {0, 8});
            assertThat(index.search(query(new float[] {0, 8})).ids()).containsExactly(1, 3, 2);
            assertThat(index.vector(1)).containsExactly(0, 8);
        }
    }

    @Test
    void theSpaceOfRemovedRowsIsUsedAgain() throws IOException {
        Random random = new Random(14);
        Truth truth = new Truth(Metric.COSINE);
        try (VectorIndex index = create(Metric.COSINE, 16)) {
            fill(index, truth, 1_000, random);
            long bytes = index.stats().mappedBytes();
            for (int round = 0; round < 20; round++) {
                long[] ids = LongStream.range(round * 500L, round * 500L + 500)
                        .map(id -> id + 5_000_000_000L)
                        .toArray();
                float[] vectors = flat(
                        Stream.generate(() -> vector(random, 16)).limit(500).toArray(float[][]::new), 16);
                List<Long> old = truth.vectors().keySet().stream().limit(500).toList();
                old.forEach(index::remove);
                old.forEach(truth.vectors()::remove);
                assertThat(index.stats().removed()).isGreaterThanOrEqualTo(500);
                index.addAll(ids, vectors);
                for (int i = 0; i < ids.length; i++) {
                    truth.put(ids[i], Arrays.copyOfRange(vectors, i * 16, i * 16 + 16));
                }
            }
            assertThat(index.stats().size()).isEqualTo(1_000);
            assertThat(index.stats().mappedBytes()).isLessThanOrEqualTo(3 * bytes);
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, 16, 10, random));
        }
    }

    @Test
    void theIndexHasFigures() throws IOException {
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 3)) {
            index.addAll(new long[] {1, 2, 3}, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            index.remove(2);
            IndexStats stats = index.stats();
            assertThat(stats.engine()).isEqualTo(engineName());
            assertThat(stats.dimension()).isEqualTo(3);
            assertThat(stats.metric()).isEqualTo(Metric.DOT_PRODUCT);
            assertThat(stats.size()).isEqualTo(2);
            assertThat(stats.removed()).isBetween(0, 1);
            assertThat(stats.mappedBytes()).isPositive();
            assertThat(stats.heapBytes()).isPositive();
            assertThat(stats.kernels()).isNotBlank();
        }
    }

    @Test
    void vectorsOfAnyLengthComeBack() throws IOException {
        Truth truth = new Truth(Metric.COSINE);
        Random random = new Random(15);
        try (VectorIndex index = create(Metric.COSINE, 16)) {
            for (int exponent = -36; exponent <= 36; exponent++) {
                float[] vector = vector(random, 16);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] *= (float) Math.pow(10, exponent);
                }
                index.add(exponent, vector);
                truth.put(exponent, vector);
            }
            truth.verifyContent(index);
            verifySearches(index, truth, queries(truth, 16, 10, random));
        }
    }

    // Refusals

    private static List<float[]> refused(Metric metric) {
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

    @ParameterizedTest
    @EnumSource
    void aVectorThatIsNoneIsRefused(Metric metric) throws IOException {
        Truth truth = new Truth(metric);
        try (VectorIndex index = create(metric, 3)) {
            fill(index, truth, 40, new Random(16));
            for (float[] bad : refused(metric)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.add(99, bad))
                        .withMessageContaining("vector");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.update(0, bad))
                        .withMessageContaining("vector");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.search(query(bad)))
                        .withMessageContaining("query");
                Query good = query(new float[] {1, 2, 3});
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.searchAll(List.of(good, good, good, query(bad), good), 2))
                        .withMessageContaining("query 3");
                if (bad.length == 3) {
                    float[] many = {1, 0, 0, 0, 1, 0, bad[0], bad[1], bad[2], 0, 0, 1};
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> index.addAll(new long[] {91, 92, 93, 94}, many))
                            .withMessageContaining("vector 2 ");
                }
            }
            truth.verifyContent(index);
            assertThat(index.contains(91)).isFalse();
            assertThat(index.contains(99)).isFalse();
            verifySearches(index, truth, List.of(query(new float[] {1, 2, 3}).k(100)));
        }
    }

    @Test
    void aRefusalNamesNoOrdinal() throws IOException {
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 40, new Random(16));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.add(99, new float[2]))
                    .withMessage("dimension is 3 but vector has 2 components");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.update(1, new float[] {0, 0, Float.NaN}))
                    .withMessage("vector has NaN as component 2, which must be a finite number");
        }
    }

    @Test
    void idsAreUnique() throws IOException {
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 2)) {
            fill(index, truth, 20, new Random(17));
            float[] three = {1, 2, 3, 4, 5, 6};
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.add(Long.MAX_VALUE, new float[] {1, 2}))
                    .withMessageContaining("id " + Long.MAX_VALUE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.addAll(new long[] {71, 72, 0}, three))
                    .withMessageContaining("id 0 at position 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.addAll(new long[] {71, 72, 71}, three))
                    .withMessageContaining("position 0")
                    .withMessageContaining("position 2");
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71, 72}, three));
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71}, new float[0]));
            assertThatIllegalArgumentException().isThrownBy(() -> index.addAll(new long[] {71}, new float[3]));
            truth.verifyContent(index);
            assertThat(index.contains(71)).isFalse();
        }
    }

    @Test
    void unknownIdsAreRefused() throws IOException {
        try (VectorIndex index = create(Metric.DOT_PRODUCT, 2)) {
            fill(index, new Truth(Metric.DOT_PRODUCT), 20, new Random(18));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.update(4711, new float[] {1, 2}))
                    .withMessageContaining("4711");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.vector(4711))
                    .withMessageContaining("4711");
            index.remove(0);
            assertThatIllegalArgumentException().isThrownBy(() -> index.update(0, new float[] {1, 2}));
            assertThatIllegalArgumentException().isThrownBy(() -> index.vector(0));
        }
    }

    @Test
    void impossibleNumbersAreRefused() throws IOException {
        Query query = query(new float[] {1, 2});
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            String value = String.valueOf(bad);
            assertThatIllegalArgumentException().isThrownBy(() -> query.k(bad)).withMessageContaining(value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.effort(bad))
                    .withMessageContaining(value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.threads(bad))
                    .withMessageContaining(value);
            try (VectorIndex index = create(Metric.COSINE, 2)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.searchAll(List.of(query), bad))
                        .withMessageContaining(value);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> query.minScore(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorIndex.builder(0, Metric.COSINE))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorIndex.builder(65_537, Metric.COSINE))
                .withMessageContaining("65537");
        try (VectorIndex widest = create(Metric.COSINE, 65_536)) {
            widest.add(1, vector(new Random(1), 65_536));
            assertThat(widest.search(query(vector(new Random(1), 65_536))).ids())
                    .containsExactly(1);
        }
    }

    @Test
    void anUnknownEngineIsRefusedByName() {
        VectorIndexBuilder builder = VectorIndex.builder(2, Metric.COSINE).engine("nonesuch");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::create)
                .withMessageContaining("nonesuch")
                .withMessageContaining(engineName());
        assertThat(Engine.named(engineName()).name()).isEqualTo(engineName());
    }

    @Test
    void aClosedIndexRefusesEverything() throws IOException {
        Path file = folder.resolve("closed");
        VectorIndex index = create(Metric.EUCLIDEAN, 2);
        index.add(1, new float[] {1, 2});
        index.close();
        index.close();
        float[] vector = {1, 2};
        Map<String, ThrowingCallable> calls = Map.ofEntries(
                Map.entry("size", index::size),
                Map.entry("add", () -> index.add(2, vector)),
                Map.entry("addAll", () -> index.addAll(new long[] {2}, vector)),
                Map.entry("addAll of nothing", () -> index.addAll(new long[0], new float[0])),
                Map.entry("addAll, lengths", () -> index.addAll(new long[] {2}, new float[0])),
                Map.entry("update", () -> index.update(1, vector)),
                Map.entry("remove", () -> index.remove(1)),
                Map.entry("contains", () -> index.contains(1)),
                Map.entry("vector", () -> index.vector(1)),
                Map.entry("search", () -> index.search(query(vector))),
                Map.entry("search, refused", () -> index.search(query(new float[0]))),
                Map.entry("search, threads", () -> index.search(query(vector).threads(3))),
                Map.entry("searchAll", () -> index.searchAll(List.of(query(vector)), 2)),
                Map.entry("searchAll of nothing", () -> index.searchAll(List.of(), 1)),
                Map.entry("save", () -> index.save(file)),
                Map.entry("stats", index::stats));
        calls.forEach((name, call) ->
                assertThatIllegalStateException().as(name).isThrownBy(call).withMessageContaining("closed"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    // Saving and opening

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void aSavedIndexAnswersAsBefore(Metric metric, int dimension) throws IOException {
        Random random = new Random(dimension + 2);
        Truth truth = new Truth(metric);
        Path file = folder.resolve("index");
        List<Query> queries;
        List<Hits> expected;
        try (VectorIndex index = create(metric, dimension)) {
            fill(index, truth, 400, random);
            change(index, truth, random);
            queries = queries(truth, dimension, 10, random);
            expected = queries.stream().map(index::search).toList();
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        try (VectorIndex index = VectorIndex.open(file)) {
            assertThat(index.dimension()).isEqualTo(dimension);
            assertThat(index.metric()).isEqualTo(metric);
            assertThat(index.stats().engine()).isEqualTo(engineName());
            truth.verifyContent(index);
            for (int i = 0; i < queries.size(); i++) {
                if (exact()) {
                    assertSame(index.search(queries.get(i)), expected.get(i));
                }
            }
            verifySearches(index, truth, queries);
            change(index, truth, random);
            truth.verifyContent(index);
            verifySearches(index, truth, queries);
            assertThat(Files.readAllBytes(file)).isEqualTo(saved);
            index.save(file);
            verifySearches(index, truth, queries);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            truth.verifyContent(index);
            verifySearches(index, truth, queries);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static void change(VectorIndex index, Truth truth, Random random) {
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

    @ParameterizedTest
    @ValueSource(strings = {"add", "addAll", "update", "remove, add"})
    void anOpenedIndexTakesAnyFirstChange(String change) throws IOException {
        Path file = folder.resolve("index");
        Truth truth = new Truth(Metric.COSINE);
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, truth, 20, new Random(19));
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            firstChange(index, truth, change);
        }
    }

    private void firstChange(VectorIndex index, Truth truth, String change) {
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

    private static float[][] repeated(float[] vector, int times) {
        float[][] vectors = new float[times][];
        Arrays.fill(vectors, vector);
        return vectors;
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyIndexCanBeSaved(Metric metric) throws IOException {
        Path file = folder.resolve("index");
        try (VectorIndex index = create(metric, 3)) {
            index.add(1, new float[] {1, 2, 3});
            index.remove(1);
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            assertThat(index.size()).isZero();
            assertThat(index.search(query(new float[] {1, 2, 3})).size()).isZero();
            index.add(1, new float[] {1, 2, 3});
            assertThat(index.search(query(new float[] {1, 2, 3})).ids()).containsExactly(1);
        }
    }

    @Test
    void nothingIsLeftWhereSavingFails() throws IOException {
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            index.add(1, new float[] {1, 2, 3});
            assertThatThrownBy(() -> index.save(folder.resolve("missing").resolve("index")))
                    .isInstanceOf(IOException.class);
            assertThat(index.search(query(new float[] {1, 2, 3})).ids()).containsExactly(1);
            index.add(2, new float[] {1, 2, 3});
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(() -> VectorIndex.open(folder.resolve("missing"))).isInstanceOf(IOException.class);
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        Path file = folder.resolve("index");
        Truth truth = new Truth(Metric.COSINE);
        Query query = query(new float[] {1, 2, 3});
        Hits expected;
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, truth, 5, new Random(20));
            expected = index.search(query);
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        int refused = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < saved.length; at++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (saved[at] ^ (1 << (at % 8)))}), at);
                try (VectorIndex index = VectorIndex.open(file)) {
                    assertSame(index.search(query), expected);
                } catch (CorruptFileException e) {
                    assertThat(e.file()).isEqualTo(file);
                    refused++;
                }
                channel.write(ByteBuffer.wrap(saved, at, 1), at);
            }
        }
        assertThat(refused).isGreaterThan(4_000);
        VectorIndex.open(file).close();
    }

    @Test
    void whatIsCutShortOrForeignIsRefused() throws IOException {
        Path file = folder.resolve("index");
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 5, new Random(21));
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        for (int length = 0; length < saved.length; length += length > saved.length - 10 ? 1 : 61) {
            Files.write(file, Arrays.copyOf(saved, length));
            assertThatThrownBy(() -> VectorIndex.open(file))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(CorruptFileException.class);
        }
        Random random = new Random(22);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            Files.write(file, noise);
            assertThatThrownBy(() -> VectorIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
        assertThatThrownBy(() -> VectorIndex.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a regular file");
    }

    @Test
    void anIndexOfAnEngineThatIsNotThereIsRefusedByName() throws IOException {
        Path file = folder.resolve("index");
        try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
            new IndexFile("nonesuch", 3, Metric.COSINE, 0).write(snapshot);
            snapshot.commit();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> VectorIndex.open(file))
                .withMessageContaining("nonesuch")
                .withMessageContaining(file.toString());
    }

    @Test
    void sectionsThatDontFitTheHeaderAreRefused() throws IOException {
        Path file = folder.resolve("index");
        for (int count : new int[] {1, Integer.MAX_VALUE}) {
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                new IndexFile(engineName(), 3, Metric.COSINE, count).write(snapshot);
                for (String section : List.of("ids", "norms", "rows")) {
                    snapshot.begin(section);
                }
                snapshot.commit();
            }
            assertThatThrownBy(() -> VectorIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
    }

    // Rows of the caller's

    /** Rows at any byte, as foreign files have them; under cosine of very different norms. */
    private static VectorRows outside(Arena arena, float[][] vectors, long origin, long stride) {
        MemorySegment segment = arena.allocate(origin + stride * vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            MemorySegment.copy(vectors[i], 0, segment, FLOAT, origin + i * stride, vectors[i].length);
        }
        return VectorRows.of(segment, origin, stride, vectors[0].length, vectors.length);
    }

    private static float[][] outsideVectors(Metric metric, int dimension, Random random) {
        float[][] vectors = new float[400][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i % 5 == 4 ? vectors[random.nextInt(i)].clone() : vector(random, dimension);
            float scale = metric == Metric.COSINE ? (float) Math.pow(10, random.nextInt(-30, 30)) : 1;
            if (i % 5 != 4) {
                for (int j = 0; j < dimension; j++) {
                    vectors[i][j] *= scale;
                }
            }
        }
        return vectors;
    }

    @ParameterizedTest
    @MethodSource("metricsAndDimensions")
    void rowsOfTheCallersAreSearchedWhereTheyLie(Metric metric, int dimension) throws IOException {
        assumeTrue(searchesOutsideRows());
        Random random = new Random(dimension + 3);
        float[][] vectors = outsideVectors(metric, dimension, random);
        Truth truth = new Truth(metric);
        for (int i = 0; i < vectors.length; i++) {
            truth.put(i, vectors[i]);
        }
        Path file = folder.resolve("index");
        List<Query> queries = queries(truth, dimension, 10, random);
        try (Arena arena = Arena.ofShared()) {
            VectorRows rows = outside(arena, vectors, 7, dimension * 4L + 5);
            byte[] before = rows.segment().toArray(ValueLayout.JAVA_BYTE);
            try (VectorIndex index = engine(
                            VectorIndex.builder(dimension, metric).directory(folder))
                    .over(rows)) {
                truth.verifyContent(index);
                assertThat(index.contains(-1)).isFalse();
                assertThat(index.contains(vectors.length)).isFalse();
                verifySearches(index, truth, queries);
                index.save(file);
                change(index, truth, random);
                truth.verifyContent(index);
                verifySearches(index, truth, queries);
            }
            assertThat(rows.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(before);
        }
        Truth saved = new Truth(metric);
        for (int i = 0; i < vectors.length; i++) {
            saved.put(i, vectors[i]);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            saved.verifyContent(index);
            verifySearches(index, saved, queries);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "addAll", "update", "remove, add"})
    void rowsOfTheCallersTakeAnyFirstChange(String change) throws IOException {
        assumeTrue(searchesOutsideRows());
        Random random = new Random(23);
        Truth truth = new Truth(Metric.EUCLIDEAN);
        float[][] vectors = Stream.generate(() -> vector(random, 3)).limit(20).toArray(float[][]::new);
        for (int i = 0; i < vectors.length; i++) {
            truth.put(i, vectors[i]);
        }
        try (Arena arena = Arena.ofShared();
                VectorIndex index =
                        engine(VectorIndex.builder(3, Metric.EUCLIDEAN)).over(outside(arena, vectors, 0, 16))) {
            firstChange(index, truth, change);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfTheCallersThatIsNoneIsRefusedByNumber(Metric metric) {
        assumeTrue(searchesOutsideRows());
        VectorIndexBuilder builder = engine(VectorIndex.builder(3, metric));
        try (Arena arena = Arena.ofShared()) {
            for (float[] bad : refused(metric)) {
                if (bad.length == 3) {
                    float[][] vectors = {{1, 0, 0}, {0, 1, 0}, bad, {0, 0, 1}};
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> builder.over(outside(arena, vectors, 0, 12)))
                            .withMessageContaining("vector 2 ");
                }
            }
            VectorRows wide = outside(arena, new float[][] {{1, 2, 3, 4}}, 0, 16);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.over(wide))
                    .withMessageContaining("3")
                    .withMessageContaining("4");
        }
    }

    // Several threads

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
                if (exact()) {
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
                if (exact()) {
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

    // Any sequence of changes

    @Test
    void anySequenceOfChangesEndsAsInAModel() throws IOException {
        for (int seed = 0; seed < modelRuns(); seed++) {
            try {
                runModel(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed, e);
            }
        }
    }

    /** How many sequences are tried. */
    protected int modelRuns() {
        return 200;
    }

    private void runModel(Random random) throws IOException {
        Metric metric = List.of(Metric.values()).get(random.nextInt(3));
        int dimension = random.nextInt(1, 4);
        Truth truth = new Truth(metric);
        Path file = folder.resolve("model");
        VectorIndex index = create(metric, dimension);
        try {
            for (int step = 0; step < 250; step++) {
                long id = id(random.nextInt(40));
                boolean known = truth.vectors().containsKey(id);
                float[] vector = small(random, dimension);
                switch (random.nextInt(known ? 8 : 6)) {
                    case 0, 1, 2 -> {
                        if (known) {
                            index.update(id, vector);
                        } else {
                            index.add(id, vector);
                        }
                        truth.put(id, vector);
                    }
                    case 3 -> addSome(index, truth, random);
                    case 4, 5 -> {
                        Query query = someQuery(random, dimension);
                        verifySmall(truth, metric, index.search(query), query);
                    }
                    default -> {
                        assertThat(index.remove(id)).isTrue();
                        truth.vectors().remove(id);
                    }
                }
                assertThat(index.contains(id)).isEqualTo(truth.vectors().containsKey(id));
                if (random.nextInt(200) == 0) {
                    index.save(file);
                    index.close();
                    index = VectorIndex.open(file);
                }
            }
            truth.verifyContent(index);
        } finally {
            index.close();
        }
    }

    private static void addSome(VectorIndex index, Truth truth, Random random) {
        long[] ids = LongStream.generate(() -> id(random.nextInt(40)))
                .limit(random.nextInt(6))
                .distinct()
                .filter(id -> !truth.vectors().containsKey(id))
                .toArray();
        float[][] vectors = Stream.generate(() -> small(random, index.dimension()))
                .limit(ids.length)
                .toArray(float[][]::new);
        index.addAll(ids, flat(vectors, index.dimension()));
        for (int i = 0; i < ids.length; i++) {
            truth.put(ids[i], vectors[i]);
        }
    }

    /** Whole components, few of them: many vectors are equal, and more scores. */
    private static float[] small(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextInt(-1, 2);
        }
        vector[random.nextInt(dimension)] = random.nextInt(1, 3);
        return vector;
    }

    private Query someQuery(Random random, int dimension) {
        Query query = query(small(random, dimension)).k(random.nextInt(1, 50));
        Query bounded = random.nextInt(3) == 0 ? query.minScore(random.nextInt(-3, 3)) : query;
        int divisor = random.nextInt(1, 4);
        return random.nextInt(3) == 0 ? bounded.filter(id -> id % divisor == 0) : bounded;
    }

    private void verifySmall(Truth truth, Metric metric, Hits hits, Query query) {
        if (exact() && metric != Metric.COSINE) {
            truth.verifyWhole(hits, query);
        } else {
            verify(truth, hits, query);
        }
    }
}
