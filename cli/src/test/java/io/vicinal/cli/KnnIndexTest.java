package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code knn} with a graph, with an index that is kept, with several efforts and with ids to choose from. */
class KnnIndexTest {
    private static final int ROWS = 3000;
    private static final int DIMENSION = 12;
    private static final int QUERIES = 50;

    @TempDir
    private Path folder;

    private Path base;
    private Path queries;
    private Path index;
    private Path out;
    private float[][] rows;

    @BeforeEach
    void writeSamples() throws IOException {
        Random random = new Random(11);
        rows = VectorSamples.queries(ROWS, DIMENSION, false, random);
        base = VectorSamples.write(folder.resolve("base.fvecs"), rows);
        queries = VectorSamples.write(
                folder.resolve("queries.fvecs"), VectorSamples.queries(QUERIES, DIMENSION, false, random));
        index = folder.resolve("kept.index");
        out = folder.resolve("out.ivecs");
    }

    private CommandRun knn(Object... more) {
        return search("euclidean", more);
    }

    private CommandRun search(String metric, Object... more) {
        return CommandRun.of(
                Stream.concat(Stream.of("knn", "--queries", queries, "--metric", metric, "--json"), Arrays.stream(more))
                        .toArray());
    }

    private CommandRun built(Object... more) {
        return knn(Stream.concat(Stream.of("--base", base), Arrays.stream(more)).toArray());
    }

    private Path truth(Object... more) {
        Path truth = folder.resolve("truth.ivecs");
        CommandRun run = built(
                Stream.concat(Stream.of("--out", truth), Arrays.stream(more)).toArray());
        assertThat(run.err()).isEmpty();
        return truth;
    }

    private static void assertFails(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint()).hasSize(1);
        assertThat(run.err()).startsWith("vicinal: ").contains(parts).doesNotContain("unexpected failure", "Exception");
    }

    private Path ids(String name, IntStream ids) throws IOException {
        return Files.writeString(
                folder.resolve(name), ids.mapToObj(id -> id + "\n").collect(Collectors.joining()));
    }

    @ParameterizedTest
    @CsvSource({"euclidean, hnsw", "cosine, hnsw", "dot, hnsw", "euclidean, hnswlib"})
    void aGraphFindsWhatIsThere(String metric, String engine) {
        Path truth = folder.resolve("truth.ivecs");
        assertThat(search(metric, "--base", base, "--out", truth).code()).isZero();
        CommandRun run = search(
                metric, "--base", base, "--engine", engine, "--build-effort", 60, "--effort", 50, "--truth", truth);
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("engine")).isEqualTo(engine);
        assertThat(run.number("recall")).isGreaterThan(0.9);
        assertThat(run.json().get("plans")).isEqualTo(Map.of("graph", (long) QUERIES));
        assertThat(run.number("scoredMean")).isBetween(10.0, ROWS / 2.0);
        assertThat(run.number("connections")).isEqualTo(16);
        assertThat(run.number("buildEffort")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "flat, float32, float32",
        "flat, auto, rabitq2",
        "flat, RABITQ1, rabitq1",
        "hnsw, auto, rabitq_line",
        "hnsw, float32, float32",
        "hnsw, int8, int8"
    })
    void rowsAreComparedInTheFormAskedFor(String engine, String encoding, String taken) throws IOException {
        Random random = new Random(3);
        base = VectorSamples.write(folder.resolve("long.fvecs"), VectorSamples.queries(ROWS, 100, false, random));
        queries = VectorSamples.write(folder.resolve("some.fvecs"), VectorSamples.queries(QUERIES, 100, false, random));
        Path truth = truth();
        CommandRun run =
                built("--engine", engine, "--encoding", encoding, "--index", index, "--truth", truth, "--effort", 400);
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("encoding")).isEqualTo(taken);
        assertThat(run.number("recall")).isGreaterThan(engine.equals("flat") ? 0.999 : 0.95);
        CommandRun kept = knn("--index", index, "--encoding", encoding);
        assertThat(kept.json().get("encoding")).isEqualTo(taken);
        assertThat(kept.number("residentBytes"))
                .isBetween(1.0, kept.number("indexBytes") - (taken.equals("float32") ? 0 : ROWS * 400));
        assertFails(
                knn("--index", index, "--encoding", "rabitq3"),
                "encoding of ",
                "kept.index",
                " but --encoding is rabitq3");
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        CommandRun run = built("--encoding", "pq");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("encoding must be float32, auto, int8, rabitq1 to rabitq4 or rabitq_line but is 'pq'");
    }

    @Test
    void rowsThatCannotBeMappedAreBuiltOfToo() throws IOException {
        Random random = new Random(5);
        base = VectorSamples.write(folder.resolve("base.bvecs"), VectorSamples.queries(ROWS, 8, true, random));
        queries = VectorSamples.write(folder.resolve("queries.bvecs"), VectorSamples.queries(QUERIES, 8, true, random));
        CommandRun run = built("--engine", "hnsw", "--truth", truth());
        assertThat(run.number("recall")).isGreaterThan(0.9);
        assertThat(run.number("buildEffort")).isEqualTo(200);
    }

    @Test
    void aPoorerGraphIsBuiltFasterAndFindsLess() {
        Path truth = truth();
        CommandRun run = built(
                "--engine",
                "hnsw",
                "--connections",
                2,
                "--build-effort",
                2,
                "--threads",
                1,
                "--effort",
                10,
                "--truth",
                truth);
        assertThat(run.number("connections")).isEqualTo(2);
        assertThat(run.number("buildEffort")).isEqualTo(2);
        assertThat(run.number("recall")).isLessThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "hnsw"})
    void aKeptIndexGivesTheSameAnswers(String engine) throws IOException {
        CommandRun first = built("--engine", engine, "--index", index, "--out", out, "--build-effort", 40);
        assertThat(first.err()).isEmpty();
        assertThat(first.json().containsKey("buildSeconds")).isTrue();
        int[][] answers = VectorSamples.readTruth(out);

        CommandRun second = knn("--index", index, "--out", out);
        assertThat(second.err()).isEmpty();
        assertThat(VectorSamples.readTruth(out)).isDeepEqualTo(answers);
        assertThat(second.json().containsKey("openSeconds")).isTrue();
        assertThat(second.json().containsKey("buildSeconds")).isFalse();
        for (String same : List.of("engine", "metric", "dimension", "base", "scoredMean", "plans")) {
            assertThat(second.json().get(same)).isEqualTo(first.json().get(same));
        }
        assertThat(second.json().get("buildEffort")).isEqualTo(first.json().get("buildEffort"));

        assertThat(built("--index", index, "--engine", engine, "--out", out).err())
                .isEmpty();
        assertThat(VectorSamples.readTruth(out)).isDeepEqualTo(answers);
    }

    @Test
    void aKeptIndexOfSomethingElseIsRefused() throws IOException {
        assertThat(built("--engine", "hnsw", "--index", index, "--build-effort", 40)
                        .code())
                .isZero();
        assertFails(search("dot", "--index", index), "metric of ", "kept.index is euclidean but --metric is dot");
        assertFails(knn("--index", index, "--engine", "flat"), "engine of ", "is hnsw but --engine is flat");
        assertFails(knn("--index", index, "--connections", 8), "connections of ", "is 16 but --connections is 8");
        assertFails(knn("--index", index, "--build-effort", 41), "is 40 but --build-effort is 41");

        base = VectorSamples.write(folder.resolve("wide.fvecs"), new float[][] {{1, 2, 3}});
        assertFails(built("--index", index), "kept.index is 12", "wide.fvecs have 3");
        base = VectorSamples.write(folder.resolve("fewer.fvecs"), Arrays.copyOf(rows, ROWS - 1));
        assertFails(built("--index", index), "kept.index has 3000 vectors", "fewer.fvecs has 2999 rows");
        rows[1017][5] += 0.5f;
        base = VectorSamples.write(folder.resolve("other.fvecs"), rows);
        assertFails(built("--index", index), "row 1017", "other.fvecs", "kept.index");

        queries = VectorSamples.write(folder.resolve("questions.fvecs"), new float[][] {{1, 2, 3}});
        assertFails(knn("--index", index), "kept.index is 12", "questions.fvecs have 3");
    }

    @Test
    void anIndexThatIsNotThereNeedsABase() throws IOException {
        assertFails(knn("--index", index), "there is no index", "kept.index", "--base");
        assertFails(built("--index", folder.resolve("none/kept.index")), "there is no file or folder", "none");
        assertFails(built("--index", folder), folder.toString());
        assertFails(built("--index", base), "base.fvecs", "offset ");
        queries = folder.resolve("none.fvecs");
        assertFails(built("--index", index), "none.fvecs");
        assertThat(index).doesNotExist();
    }

    @Test
    void aDamagedIndexIsRefused() throws IOException {
        assertThat(built("--index", index).code()).isZero();
        byte[] bytes = Files.readAllBytes(index);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(index, bytes);
        assertFails(knn("--index", index), "kept.index", "offset ");
    }

    @Test
    void severalEffortsAreAnsweredWithInTheirOrder() throws IOException {
        Path truth = truth();
        Path stats = folder.resolve("stats.json");
        CommandRun run = built(
                "--engine",
                "hnsw",
                "--connections",
                4,
                "--build-effort",
                20,
                "--index",
                index,
                "--effort",
                "60,10,24",
                "--truth",
                truth,
                "--stats",
                stats,
                "--out",
                out);
        assertThat(run.err()).isEmpty();
        List<Map<?, ?>> efforts = CommandRun.jsonLines(run.out());
        assertThat(CommandRun.jsonLines(Files.readString(stats))).isEqualTo(efforts);
        assertThat(efforts.stream().map(effort -> (Object) effort.get("effort")))
                .containsExactly(60L, 10L, 24L);
        assertThat(efforts).allSatisfy(effort -> {
            assertThat(effort.get("queries")).isEqualTo((long) QUERIES);
            assertThat(effort.get("plans")).isEqualTo(Map.of("graph", (long) QUERIES));
            assertThat(number(effort, "qps")).isPositive();
            assertThat(number(effort, "recall")).isBetween(0.2, 1.0);
        });
        assertThat(number(efforts.get(0), "recall")).isGreaterThan(number(efforts.get(1), "recall"));
        assertThat(number(efforts.get(0), "scoredMean")).isGreaterThan(number(efforts.get(2), "scoredMean"));
        assertThat(number(efforts.get(2), "scoredMean")).isGreaterThan(number(efforts.get(1), "scoredMean"));

        int[][] last = VectorSamples.readTruth(out);
        assertThat(last).hasDimensions(QUERIES, 10);
        CommandRun single = knn("--index", index, "--effort", 24, "--out", out, "--truth", truth);
        assertThat(VectorSamples.readTruth(out)).isDeepEqualTo(last);
        assertThat(single.json().get("recall")).isEqualTo(efforts.get(2).get("recall"));
    }

    private static double number(Map<?, ?> object, String field) {
        return object.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Test
    void severalEffortsMakeATable() {
        CommandRun run =
                CommandRun.of("knn", "--base", base, "--queries", queries, "--metric", "dot", "--effort", "10,16");
        List<String> lines = run.out().lines().toList();
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("effort  qps ").endsWith("plans"),
                        first -> assertThat(first).startsWith("10 ").endsWith("scan 50"),
                        second -> assertThat(second).startsWith("16 ").endsWith("scan 50"));
        assertThat(run.out()).containsOnlyOnce("engine  ").containsOnlyOnce("effort ");
    }

    @ParameterizedTest
    @CsvSource({"flat, 40", "hnsw, 40", "hnsw, 2", "hnswlib, 3"})
    void onlyTheIdsChosenAreFound(String engine, int step) throws IOException {
        // A number twice, blank lines and ids that are not there do no harm.
        Path allowed = ids("allowed.txt", IntStream.range(0, ROWS).filter(id -> id % step == 1));
        Files.writeString(
                allowed, "\n  1  \r\n" + ROWS + "\n-5\n" + Long.MAX_VALUE + "\n\n" + Files.readString(allowed));
        Path truth = truth("--filter-ids", allowed);
        CommandRun run = built(
                "--engine", engine, "--build-effort", 40, "--filter-ids", allowed, "--out", out, "--truth", truth);
        assertThat(run.err()).isEmpty();
        assertThat(VectorSamples.readTruth(out)).hasDimensions(QUERIES, 10);
        for (int[] found : VectorSamples.readTruth(out)) {
            assertThat(Arrays.stream(found).allMatch(id -> id % step == 1)).isTrue();
        }
        assertThat(run.number("recall")).isGreaterThan(0.9);
        assertThat(run.number("allowed")).isEqualTo(ROWS / step + 3); // those that are not there
        Map<?, ?> plans = (Map<?, ?>) Objects.requireNonNull(run.json().get("plans"));
        assertThat(plans.size()).isEqualTo(1);
        assertThat(plans.containsValue((long) QUERIES)).isTrue();
        if (engine.equals("hnsw") && step == 40) {
            assertThat((Object) plans).isEqualTo(Map.of("allowed_scan", (long) QUERIES));
            int allowedRows = ROWS / step;
            assertThat(run.number("scoredMean")).isEqualTo(allowedRows);
        }
    }

    @Test
    void badFilesOfIdsAreRefused() throws IOException {
        assertFails(built("--filter-ids", folder.resolve("none.txt")), "there is no file or folder", "none.txt");
        Path bad = Files.writeString(folder.resolve("bad.txt"), "1\n\n2\n3x\n");
        assertFails(built("--filter-ids", bad), "bad.txt, line 4: ", "'3x'");
        Files.writeString(bad, "1\n99999999999999999999\n");
        assertFails(built("--filter-ids", bad), "bad.txt, line 2: ", "'99999999999999999999'");
        Files.write(bad, new byte[] {10, 0, 0, 0, 1, 27, (byte) 0xff});
        assertFails(built("--filter-ids", bad), "bad.txt, line 2: ");
        Files.writeString(bad, "\n \n");
        assertFails(built("--filter-ids", bad), "bad.txt has no ids");

        Path few = ids("few.txt", IntStream.of(1, 2, 3, ROWS, ROWS + 1));
        assertFails(built("--filter-ids", few, "-k", 4, "--out", out), "k is 4", "few.txt", "3 rows", "out.ivecs");
        assertThat(built("--filter-ids", few, "-k", 3, "--out", out).code()).isZero();
        assertThat(built("--filter-ids", few, "-k", 4).code()).isZero();
        assertFails(built("--filter-ids", few, "--truth", truth()), "truth.ivecs: row 0", "few.txt does not allow");
    }
}
