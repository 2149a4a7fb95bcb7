package io.vicinal.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.bench.contender.ContenderSpec;
import io.vicinal.bench.contender.ContenderTask;
import io.vicinal.bench.contender.RowFilter;
import io.vicinal.bench.contender.RowFilters;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks with the real process of the exact engine. */
class RunningContenderTest {
    private static final int K = 5;
    private static final List<float[]> ROWS = Vectors.clustered(600, 16, 1);
    private static final List<float[]> QUERIES = Vectors.clustered(20, 16, 2);

    @TempDir
    private Path folder;

    private Path base;
    private Path queries;
    private Judge judge;

    @BeforeEach
    void writeFiles() throws IOException {
        base = Vectors.write(folder.resolve("base.fvecs"), ROWS);
        queries = Vectors.write(folder.resolve("queries.fvecs"), QUERIES);
        judge = new Judge(Metric.COSINE, Vectors.rows(ROWS), QUERIES, K);
    }

    @Test
    void buildsSearchesChangesAndSaves() throws IOException {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        try (RunningContender flat = start("flat", 2)) {
            assertThat(flat.can("change")).isTrue();
            assertThat(flat.can("effort")).isFalse();
            assertThat(flat.build(100, 500).cpuSeconds()).isPositive();
            assertThat(recall(flat, 100, 500)).isEqualTo(1);
            flat.remove(100, 200);
            flat.add(500, 600);
            assertThat(recall(flat, 200, 600)).isEqualTo(1);
            flat.save(saved);
        }
        try (RunningContender fresh = start("flat", 1)) {
            OpeningTime opening = fresh.open(saved);
            assertThat(opening.firstAnswerMillis()).isGreaterThan(opening.openMillis());
            assertThat(recall(fresh, 200, 600)).isEqualTo(1);
        }
    }

    @Test
    void timesEachSearchOfEachPass() throws IOException {
        try (RunningContender flat = start("flat", 1)) {
            flat.build(0, 600);
            Searched searched = flat.search("warmup", 10, 3);
            assertThat(searched.nanos()).hasSize(60).doesNotContain(0);
            assertThat(Arrays.stream(searched.nanos()).sum() / 1e9).isLessThanOrEqualTo(searched.seconds());
            assertThat(searched.found()).hasDimensions(20, K);
            assertThat(searched.allocatedPerQuery()).isBetween(1.0, 1e6);
            assertThat(flat.memory().bytes()).isGreaterThan(600 * 16 * 4.0);
        }
    }

    @Test
    void anIndexThatWarmsUpTheJvmIsForgotten() throws IOException {
        for (String engine : List.of("hnsw", "lucene")) {
            try (RunningContender contender = start(engine, 1)) {
                assertThat(contender.can("warm")).isTrue();
                assertThatThrownBy(() -> contender.warm(601)).isInstanceOf(ContenderFailedException.class);
                contender.warm(600);
                assertThat(contender.warmRows()).isEqualTo(600);
                contender.build(300, 600);
                assertThat(recall(contender, 300, 600)).as(engine).isGreaterThan(0.95);
            }
        }
    }

    @Test
    void eachQueryHasItsOwnFilter() throws IOException {
        int[] ranks = IntStream.range(0, 600).toArray();
        List<RowFilter> filters = IntStream.range(0, 20)
                .mapToObj(query -> new RowFilter(ranks, 10 * query, 10 * query + 100))
                .toList();
        Path file = folder.resolve("filters");
        new RowFilters(filters).write(file);
        try (RunningContender flat = start("flat", 1)) {
            flat.build(0, 600);
            flat.filter(file);
            int[][] found = flat.search("queries", 10, 1).found();
            assertThat(judge.recall(found, judge.truth(query -> filters.get(query)::accepts))
                            .mean())
                    .isEqualTo(1);
            for (int query = 0; query < found.length; query++) {
                assertThat(Arrays.stream(found[query])).allMatch(filters.get(query)::accepts);
            }
            flat.unfilter();
            assertThat(recall(flat, 0, 600)).isEqualTo(1);
        }
    }

    @Test
    void whatFailsIsReportedAndTheProcessGoesOn() throws IOException {
        try (RunningContender flat = start("flat", 1)) {
            assertThatThrownBy(() -> flat.build(0, 601))
                    .isInstanceOf(ContenderFailedException.class)
                    .hasMessageStartingWith("flat: ");
            assertThatThrownBy(() -> flat.search("others", 10, 1)).hasMessageContaining("there are no 'others'");
            flat.build(0, 600);
            assertThat(recall(flat, 0, 600)).isEqualTo(1);
        }
    }

    @Test
    void aContenderThatCannotStartSaysWhy() {
        assertThatThrownBy(() -> start("nobody", 1))
                .isInstanceOf(ContenderFailedException.class)
                .hasMessageContaining("nobody");
        base = folder.resolve("missing.fvecs");
        assertThatThrownBy(() -> start("flat", 1))
                .isInstanceOf(ContenderFailedException.class)
                .hasMessageContaining("missing.fvecs");
    }

    @Test
    void aProcessThatEndsLeavesItsLastWords() {
        Path own = folder.resolve("own");
        assertThatThrownBy(() -> new Roster(List.of("-XX:+NoSuchFlag")).start(task("flat", 1, own), own))
                .isInstanceOf(ContenderFailedException.class)
                .hasMessageContaining("its process has ended")
                .hasMessageContaining("NoSuchFlag");
    }

    private double recall(RunningContender contender, int from, int to) throws IOException {
        int[][] found = contender.search("queries", 10, 1).found();
        return judge.recall(found, judge.truth(query -> row -> row >= from && row < to))
                .mean();
    }

    private RunningContender start(String engine, int threads) throws IOException {
        Path own = Files.createTempDirectory(folder, engine);
        return new Roster(List.of()).start(task(engine, threads, own), own);
    }

    private ContenderTask task(String engine, int threads, Path own) {
        ContenderSpec spec = new ContenderSpec(16, Metric.COSINE, 16, 200, 2, own.resolve("index"));
        return new ContenderTask(engine, spec, base, queries, queries, threads, K);
    }
}
