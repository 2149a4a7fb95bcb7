package io.vicinal.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every contender must do. One index over all rows is shared by the tests that don't change it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContenderContract {
    private static final int K = 10;
    private static final int EFFORT = 50;
    private static final int ALL = ClusteredRows.COUNT;

    private final Arena arena = Arena.ofShared();
    private final String name;
    private final double recallFloor;
    private Path folder;
    private ClusteredRows data;
    private Contender shared;

    ContenderContract(String name, double recallFloor) {
        this.name = name;
        this.recallFloor = recallFloor;
    }

    @BeforeAll
    void build(@TempDir Path temporary) throws Exception {
        folder = temporary;
        data = new ClusteredRows(Metric.COSINE, folder, arena);
        shared = contender(Metric.COSINE);
        shared.build(data.base(), 0, ALL);
    }

    @AfterAll
    void close() throws IOException {
        shared.close();
        arena.close();
    }

    @Test
    void isDescribed() {
        assertThat(shared.version()).matches("\\d+\\.\\d+.*");
        assertThat(shared.parameters()).isNotBlank();
    }

    @Test
    void findsNearestByCosine() throws Exception {
        assertThat(recall(data, shared.searcher(), EFFORT, 0, ALL)).isGreaterThanOrEqualTo(recallFloor);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "COSINE")
    void findsNearestByOtherMetrics(Metric metric) throws Exception {
        ClusteredRows rows = new ClusteredRows(metric, folder, arena);
        try (Contender contender = contender(metric)) {
            contender.build(rows.base(), 0, ALL);
            assertThat(recall(rows, contender.searcher(), EFFORT, 0, ALL)).isGreaterThanOrEqualTo(recallFloor);
        }
    }

    @Test
    void givesBestFirst() throws Exception {
        Searcher searcher = shared.searcher();
        for (int i = 0; i < ClusteredRows.QUERIES; i++) {
            float[] query = data.query(i);
            double[] scores = Arrays.stream(search(searcher, query, EFFORT, null))
                    .mapToDouble(row -> -data.score(query, row))
                    .toArray();
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            assertThat(scores).containsExactly(sorted, within(1e-5));
        }
    }

    @Test
    void moreEffortFindsNoLess() throws Exception {
        Searcher searcher = shared.searcher();
        double little = recall(data, searcher, K, 0, ALL);
        double much = recall(data, searcher, 10 * EFFORT, 0, ALL);
        assertThat(much).isGreaterThanOrEqualTo(little).isGreaterThanOrEqualTo(Math.max(0.99, recallFloor));
        if (!shared.hasEffort()) {
            assertThat(little).isEqualTo(much);
        }
    }

    @Test
    void rowsKeepTheirNumbers() throws Exception {
        int from = 400;
        try (Contender contender = contender(Metric.COSINE)) {
            contender.build(data.base(), from, ALL);
            Searcher searcher = contender.searcher();
            assertThat(recall(data, searcher, EFFORT, from, ALL)).isGreaterThanOrEqualTo(recallFloor);
            long themselves = IntStream.range(from, ALL)
                    .filter(row -> first(searcher, data.row(row)) == row)
                    .count();
            assertThat(themselves).isGreaterThan((ALL - from) * 9L / 10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filterIsHonoured(Share share) throws Exception {
        assumeTrue(shared.filters(), "takes no filters");
        Searcher searcher = shared.searcher();
        int[] ranks = shuffled();
        RowFilter filter = new RowFilter(ranks, 100, 100 + share.rows);
        int good = 0;
        for (int i = 0; i < ClusteredRows.QUERIES; i++) {
            int[] truth = data.nearest(data.query(i), K, 0, ALL, filter::accepts);
            int[] found = search(searcher, data.query(i), EFFORT, filter);
            assertThat(found).hasSize(K).doesNotHaveDuplicates();
            assertThat(Arrays.stream(found)).allMatch(filter::accepts);
            good += common(truth, found);
        }
        assertThat(good / (double) (K * ClusteredRows.QUERIES)).isGreaterThanOrEqualTo(Math.min(0.9, recallFloor));
        assertThat(recall(data, searcher, EFFORT, 0, ALL)).isGreaterThanOrEqualTo(recallFloor);
    }

    @Test
    void rowsAreAddedAndRemoved() throws Exception {
        assumeTrue(shared.changes(), "can't change");
        int half = ALL / 2;
        try (Contender contender = contender(Metric.COSINE)) {
            contender.build(data.base(), 0, half);
            Searcher searcher = contender.searcher();
            contender.add(data.base(), half, ALL);
            contender.remove(0, 100);
            assertThat(recall(data, searcher, EFFORT, 100, ALL)).isGreaterThanOrEqualTo(recallFloor);
            contender.add(data.base(), 0, 100);
            contender.remove(ALL - 100, ALL);
            assertThat(recall(data, searcher, EFFORT, 0, ALL - 100)).isGreaterThanOrEqualTo(recallFloor);
            assertThat(first(searcher, data.row(ALL - 1))).isLessThan(ALL - 100);
        }
    }

    @Test
    void savedAndOpenedItAnswersTheSame() throws Exception {
        assumeTrue(shared.saves(), "can't save");
        int from = 500;
        Path saved = Files.createTempDirectory(folder, "saved");
        int[][] before;
        try (Contender contender = contender(Metric.COSINE)) {
            contender.build(data.base(), from, ALL);
            contender.save(saved);
            before = answers(contender.searcher());
        }
        try (Contender contender = contender(Metric.COSINE)) {
            contender.open(saved);
            assertThat(answers(contender.searcher())).isDeepEqualTo(before);
        }
    }

    @Test
    void twoThreadsSearchAtOnce() throws Exception {
        int[][] expected = answers(shared.searcher());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<int[][]>> answers = List.of(
                    threads.submit(() -> answers(shared.searcher())), threads.submit(() -> answers(shared.searcher())));
            for (Future<int[][]> answer : answers) {
                assertThat(answer.get()).isDeepEqualTo(expected);
            }
        }
    }

    private Contender contender(Metric metric) throws IOException {
        Path own = Files.createTempDirectory(folder, "index");
        return Contenders.make(name, new ContenderSpec(ClusteredRows.DIMENSION, metric, 16, 60, 2, own));
    }

    private int[][] answers(Searcher searcher) throws Exception {
        int[][] answers = new int[ClusteredRows.QUERIES][];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = search(searcher, data.query(i), EFFORT, null);
        }
        return answers;
    }

    private static int[] search(Searcher searcher, float[] query, int effort, @Nullable RowFilter filter)
            throws Exception {
        int[] rows = new int[K];
        return Arrays.copyOf(rows, searcher.search(query, effort, filter, rows));
    }

    private static int first(Searcher searcher, float[] query) {
        try {
            return search(searcher, query, EFFORT, null)[0];
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double recall(ClusteredRows rows, Searcher searcher, int effort, int from, int to) throws Exception {
        int good = 0;
        for (int i = 0; i < ClusteredRows.QUERIES; i++) {
            int[] truth = rows.nearest(rows.query(i), K, from, to, row -> true);
            int[] found = search(searcher, rows.query(i), effort, null);
            assertThat(found).hasSize(K).doesNotHaveDuplicates();
            good += common(truth, found);
        }
        return good / (double) (K * ClusteredRows.QUERIES);
    }

    private static int common(int[] truth, int[] found) {
        return (int) Arrays.stream(found)
                .filter(row -> Arrays.stream(truth).anyMatch(one -> one == row))
                .count();
    }

    private static int[] shuffled() {
        int[] ranks = IntStream.range(0, ALL).toArray();
        Random random = new Random(7);
        for (int i = ALL - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int rank = ranks[i];
            ranks[i] = ranks[other];
            ranks[other] = rank;
        }
        return ranks;
    }

    /** How many rows a filter accepts: from most of them to hardly more than are wanted. */
    enum Share {
        MOST(1_000),
        SOME(300),
        FEW(20);

        private final int rows;

        Share(int rows) {
            this.rows = rows;
        }
    }
}
