package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnnCommandTest {
    private static final int ROWS = 700;
    private static final int DIMENSION = 19;
    private static final int K = 10;

    @TempDir
    private Path folder;

    private Path out;
    private float[][] base;
    private float[][] queries;
    private Path baseFile;
    private Path queriesFile;

    @BeforeEach
    void writeSamples() throws IOException {
        out = folder.resolve("out.ivecs");
        samples("euclidean", false);
        baseFile = VectorSamples.write(folder.resolve("base.fvecs"), base);
        queriesFile = VectorSamples.write(folder.resolve("queries.fvecs"), queries);
    }

    /** The first queries are rows of the base, of which there are copies: these tie. */
    private void samples(String metric, boolean bytes) {
        Random random = new Random(7);
        base = VectorSamples.base(ROWS, DIMENSION, bytes, random);
        queries = Stream.concat(
                        Arrays.stream(base).limit(30),
                        Arrays.stream(VectorSamples.queries(60, DIMENSION, bytes, random)))
                .filter(query -> VectorSamples.clear(metric, query, base, K))
                .toArray(float[][]::new);
        assertThat(queries.length).isGreaterThan(50);
    }

    private CommandRun knn(Object... more) {
        Object[] common = {"knn", "--base", baseFile, "--queries", queriesFile, "-k", K, "--metric", "euclidean"};
        return CommandRun.of(
                Stream.concat(Arrays.stream(common), Arrays.stream(more)).toArray());
    }

    private static void assertFails(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint()).hasSize(1);
        assertThat(run.err()).startsWith("vicinal: ").contains(parts).doesNotContain("unexpected failure", "Exception");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cosine, fvecs, f4", "cosine, npy, f4", "cosine, npy, f2", "cosine, bvecs, u1",
        "dot, fvecs, f4", "dot, npy, f4", "dot, npy, f2", "dot, bvecs, u1",
        "euclidean, fvecs, f4", "euclidean, npy, f4", "euclidean, npy, f2", "euclidean, bvecs, u1"
    })
    void agreesWithAPlainComputation(String metric, String ending, String type) throws IOException {
        samples(metric, ending.equals("bvecs"));
        Path in = VectorSamples.write(folder.resolve("in." + ending), type, base);
        Path questions = VectorSamples.write(folder.resolve("questions." + ending), type, queries);
        CommandRun run =
                CommandRun.of("knn", "--base", in, "--queries", questions, "-k", K, "--metric", metric, "--out", out);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(VectorSamples.readTruth(out)).isDeepEqualTo(VectorSamples.nearest(metric, queries, base, K));
    }

    @Test
    void tiesAcrossTheLastPlaceGoToTheLowerRow() throws IOException {
        float[][] copies = new float[50][];
        Arrays.fill(copies, base[3]);
        copies[0] = base[4];
        baseFile = VectorSamples.write(folder.resolve("copies.fvecs"), copies);
        queriesFile = VectorSamples.write(folder.resolve("query.fvecs"), new float[][] {base[3]});
        for (int threads : new int[] {1, 2, 7}) {
            assertThat(knn("--out", out, "--threads", threads).code()).isZero();
            assertThat(VectorSamples.readTruth(out)[0]).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 8", "3, 1000", "5, 64", "2, 2000000000"})
    void threadsAndBatchesDoNotChangeTheAnswer(int threads, int batch) throws IOException {
        assertThat(knn("--out", out, "--threads", threads, "--batch", batch).code())
                .isZero();
        assertThat(VectorSamples.readTruth(out)).isDeepEqualTo(VectorSamples.nearest("euclidean", queries, base, K));
        assertThat(files()).containsExactly("base.fvecs", "out.ivecs", "queries.fvecs");
    }

    @Test
    void statisticsAreComplete() throws IOException {
        Path truth = VectorSamples.writeTruth(
                folder.resolve("truth.ivecs"), VectorSamples.nearest("euclidean", queries, base, 25));
        Path stats = Files.writeString(folder.resolve("stats.json"), "old");
        CommandRun run = knn("--truth", truth, "--stats", stats, "--json", "--effort", 77, "--batch", 5);
        assertThat(run.code()).isZero();
        assertThat(run.json()).isEqualTo(CommandRun.json(stats));
        assertThat(run.json().keySet().stream().map(String::valueOf))
                .contains("buildSeconds", "searchSeconds", "qps", "p50Micros", "p99Micros", "indexBytes", "kernels");
        assertThat(run.json().get("engine")).isEqualTo("flat");
        assertThat(run.json().get("metric")).isEqualTo("euclidean");
        assertThat(run.json().get("dimension")).isEqualTo((long) DIMENSION);
        assertThat(run.json().get("base")).isEqualTo((long) ROWS);
        assertThat(run.json().get("queries")).isEqualTo((long) queries.length);
        assertThat(run.json().get("k")).isEqualTo((long) K);
        assertThat(run.json().get("effort")).isEqualTo(77L);
        assertThat(run.json().get("threads")).isEqualTo(1L);
        assertThat(run.json().get("batch")).isEqualTo(5L);
        assertThat(run.json().get("recall")).isEqualTo(1.0);
        assertThat(run.json().get("plans")).isEqualTo(Map.of("scan", (long) queries.length));
        assertThat(run.number("scoredMean")).isEqualTo(ROWS);
        assertThat(run.number("qps")).isEqualTo(queries.length / run.number("searchSeconds"), within(1e-3));
        assertThat(run.number("p99Micros")).isGreaterThanOrEqualTo(run.number("p50Micros"));
        assertThat(run.number("indexBytes")).isGreaterThanOrEqualTo(4.0 * ROWS * DIMENSION);
        assertThat(files()).hasSize(4);
        assertThat(knn().out())
                .contains("searchSeconds ", "kernels ", "plans         scan " + queries.length)
                .doesNotContain("recall", "{");
    }

    @Test
    void recallOfSpoiltTruthIsPartial() throws IOException {
        int[][] right = VectorSamples.nearest("euclidean", queries, base, K + 200);
        int[][] spoilt = Arrays.stream(right).map(row -> Arrays.copyOf(row, K)).toArray(int[][]::new);
        for (int query = 0; query < 20; query++) {
            spoilt[query][query % K] = right[query][K + 150];
        }
        Path truth = VectorSamples.writeTruth(folder.resolve("truth.ivecs"), spoilt);
        double recall = knn("--truth", truth, "--json").number("recall");
        assertThat(recall).isEqualTo(1 - 20.0 / (K * queries.length), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "dot", "euclidean"})
    void trueNeighboursThatTieForTheLastPlaceAreAllRight(String metric) throws IOException {
        float[][] copies = Arrays.copyOf(base, 60);
        Arrays.fill(copies, 20, 50, base[1]);
        baseFile = VectorSamples.write(folder.resolve("copies.npy"), copies);
        queriesFile = VectorSamples.write(folder.resolve("query.npy"), new float[][] {base[1]});
        int[] nearest = VectorSamples.nearest(metric, base[1], copies, 60);
        int[] others = Arrays.copyOfRange(nearest, 10, 10 + K);
        assertThat(VectorSamples.score(metric, base[1], copies[others[K - 1]]))
                .isEqualTo(VectorSamples.score(metric, base[1], copies[nearest[0]]));
        Path truth = VectorSamples.writeTruth(folder.resolve("truth.ivecs"), new int[][] {others});
        CommandRun run = CommandRun.of(
                "knn", "--base", baseFile, "--queries", queriesFile, "--metric", metric, "--truth", truth, "--json");
        assertThat(run.json().get("recall")).isEqualTo(1.0);
    }

    @Test
    void truthThatDoesNotFitIsRefused() throws IOException {
        int[][] right = VectorSamples.nearest("euclidean", queries, base, K);
        Path few = VectorSamples.writeTruth(folder.resolve("few.ivecs"), Arrays.copyOf(right, 3));
        assertFails(knn("--truth", few), "few.ivecs", "3 rows", queries.length + " queries");
        Path narrow = VectorSamples.writeTruth(
                folder.resolve("narrow.ivecs"),
                Arrays.stream(right).map(row -> Arrays.copyOf(row, 4)).toArray(int[][]::new));
        assertFails(knn("--truth", narrow), "narrow.ivecs", "4 neighbours", "10 neighbours");
        right[5][2] = ROWS;
        Path foreign = VectorSamples.writeTruth(folder.resolve("foreign.ivecs"), right);
        assertFails(knn("--truth", foreign), "foreign.ivecs", "row 5", "700");
        assertFails(knn("--truth", folder.resolve("none.ivecs")), "none.ivecs");
    }

    @Test
    void moreNeighboursThanRows() throws IOException {
        Path small = VectorSamples.write(folder.resolve("small.fvecs"), Arrays.copyOf(base, 6));
        Object[] arguments = {"knn", "--base", small, "--queries", queriesFile, "-k", 7, "--metric", "dot"};
        assertThat(CommandRun.of(arguments).code()).isZero();
        Object[] writing = Arrays.copyOf(arguments, arguments.length + 2);
        writing[arguments.length] = "--out";
        writing[arguments.length + 1] = out;
        assertFails(CommandRun.of(writing), "k is 7", "small.fvecs", "6 rows");
        assertThat(out).doesNotExist();
        assertThat(knn("-k", 11).code()).isEqualTo(2);
        arguments[6] = Integer.MAX_VALUE;
        assertThat(CommandRun.of(arguments).code()).isZero();
    }

    @Test
    void dimensionsThatDifferAreRefused() throws IOException {
        queriesFile = VectorSamples.write(folder.resolve("other.fvecs"), new float[][] {{1, 2, 3}});
        assertFails(knn("--out", out), "base.fvecs is 19", "other.fvecs have 3");
        assertThat(out).doesNotExist();
    }

    @Test
    void noQueriesHaveNoAnswers() throws IOException {
        queriesFile = VectorSamples.write(folder.resolve("empty.fvecs"), new float[0][]);
        CommandRun run = knn("--out", out, "--json");
        assertThat(run.code()).isZero();
        assertThat(run.json().get("queries")).isEqualTo(0L);
        assertThat(run.json().get("qps")).isEqualTo(0.0);
        assertThat(out).isEmptyFile();
    }

    @Test
    void anEmptyBaseIsRefused() throws IOException {
        baseFile = VectorSamples.write(folder.resolve("empty.fvecs"), new float[0][]);
        assertFails(knn(), "empty.fvecs is empty");
    }

    @Test
    void missingAndUnknownFiles() throws IOException {
        Path right = baseFile;
        baseFile = folder.resolve("none.fvecs");
        assertFails(knn(), "there is no file or folder", "none.fvecs");
        baseFile = folder;
        assertFails(knn(), folder.toString());
        baseFile = Files.writeString(folder.resolve("base.txt"), "1 2 3");
        assertFails(knn(), "base.txt", ".fvecs");
        baseFile = right;
        queriesFile = folder.resolve("none.npy");
        assertFails(knn(), "there is no file or folder", "none.npy");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(baseFile);
        Files.write(baseFile, Arrays.copyOf(bytes, bytes.length - 3));
        assertFails(knn("--out", out), "base.fvecs", "offset");
        bytes[5 * 4 * (DIMENSION + 1)]++;
        Files.write(baseFile, bytes);
        assertFails(knn("--out", out), "base.fvecs", "offset " + 5 * 4 * (DIMENSION + 1));
        Path queriesBefore = queriesFile;
        writeSamples();
        byte[] damaged = Files.readAllBytes(queriesBefore);
        damaged[20 * 4 * (DIMENSION + 1)]++;
        Files.write(queriesFile, damaged);
        assertFails(knn("--out", out), "queries.fvecs", "offset " + 20 * 4 * (DIMENSION + 1));
        assertThat(files()).containsExactly("base.fvecs", "queries.fvecs");
    }

    @Test
    void rowsThatHaveNoPlaceAreNamed() throws IOException {
        float[][] wrong = Arrays.copyOf(queries, queries.length);
        wrong[33] = new float[DIMENSION];
        queriesFile = VectorSamples.write(folder.resolve("zero.npy"), wrong);
        assertFails(knn("--out", out, "--batch", 4), "zero.npy", "vector 33", "zeros");
        wrong[33][2] = Float.NaN;
        queriesFile = VectorSamples.write(folder.resolve("nan.fvecs"), wrong);
        assertFails(knn("--out", out), "nan.fvecs", "vector 33", "NaN", "component 2");
        base[601] = wrong[33];
        Path right = baseFile;
        baseFile = VectorSamples.write(folder.resolve("base.npy"), base);
        assertFails(knn("--out", out), "base.npy", "vector 601", "NaN", "component 2");
        baseFile = right;
        assertThat(out).doesNotExist();
    }

    @Test
    void aRowBeyondTheFirstChunkIsNamedByItsNumberInTheFile() throws IOException {
        float[][] many = VectorSamples.queries(1100, 1024, true, new Random(3));
        many[1090] = new float[1024];
        baseFile = VectorSamples.write(folder.resolve("many.bvecs"), many);
        queriesFile = VectorSamples.write(folder.resolve("one.bvecs"), Arrays.copyOf(many, 1));
        assertFails(knn(), "many.bvecs", "vector 1090", "zeros");
    }

    @Test
    void placesThatCannotBeWrittenAreFoundOutFirst() throws IOException {
        assertFails(
                knn("--out", folder.resolve("none/out.ivecs")), "there is no file or folder " + folder.resolve("none"));
        assertThat(knn("--out", folder.resolve("none/out.ivecs")).err()).doesNotContain(".tmp");
        assertFails(knn("--stats", folder.resolve("none/stats.json")), "there is no file or folder", "none");
        assertFails(knn("--stats", folder), "directory");
        assertFails(knn("--out", folder.resolve("out.txt")), "out.txt", ".ivecs");
        baseFile = folder.resolve("missing.fvecs");
        assertFails(knn("--out", out), "missing.fvecs");
        assertFails(
                CommandRun.of(
                        "knn",
                        "--base",
                        baseFile,
                        "--queries",
                        queriesFile,
                        "--metric",
                        "dot",
                        "-k",
                        70_000,
                        "--out",
                        out),
                "k is 70000",
                "65536");
        assertThat(files()).containsExactly("base.fvecs", "queries.fvecs");
    }

    @Test
    void anOlderFileStaysWhenTheRunFails() throws IOException {
        Files.writeString(out, "older");
        byte[] damaged = Files.readAllBytes(queriesFile);
        damaged[40 * 4 * (DIMENSION + 1)]++;
        Files.write(queriesFile, damaged);
        assertFails(knn("--out", out), "queries.fvecs");
        assertThat(out).hasContent("older");
        assertThat(files()).hasSize(3);
    }
}
