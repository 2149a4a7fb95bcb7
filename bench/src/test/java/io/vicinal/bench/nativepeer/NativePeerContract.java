package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every native peer does, tried on the peer itself where it can run. */
abstract class NativePeerContract {
    /** Where the C++ peers are compiled for the tests: once, until a clean build. */
    static final Path COMPILED = Path.of("target", "native-peers").toAbsolutePath();

    private static final int FROM = 50;
    private static final int TO = 450;

    @TempDir
    Path folder;

    private List<String> program = List.of();

    abstract Launch prepare() throws IOException;

    abstract String abilities();

    /** Threads that search. */
    int threads() {
        return 2;
    }

    @BeforeEach
    void prepareProgram() throws IOException {
        Launch launch = prepare();
        assumeFalse(launch instanceof Launch.Skipped, () -> ((Launch.Skipped) launch).reason());
        program = ((Launch.Command) launch).words();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "dot", "euclidean"})
    void findsTheNearestRows(String metric) throws Exception {
        PeerData data = new PeerData(metric, folder);

        try (PeerProcess peer = startReady(metric)) {
            Map<String, String> built = peer.demand("build", FROM, TO);
            assertThat(Double.parseDouble(built.get("seconds"))).isPositive();
            assertThat(Double.parseDouble(built.get("cpuSeconds"))).isPositive();
            Map<String, String> searched = peer.demand("search", "queries", 100, 3, folder);

            assertThat(Double.parseDouble(searched.get("seconds"))).isPositive();
            assertThat(searched).containsEntry("allocated", "NaN");
            assertThat(data.recall(rows(), FROM, TO, row -> true)).isGreaterThanOrEqualTo(0.95);
            assertThat(LongStream.of(PeerData.longs(folder.resolve("nanos.bin"))))
                    .hasSize(3 * PeerData.QUERIES)
                    .allMatch(nanos -> nanos > 0);
            assertThat(peer.end()).isZero();
        }
    }

    @Test
    void looksHarderWithMoreEffort() throws Exception {
        PeerData data = new PeerData("euclidean", folder);

        try (PeerProcess peer = startReady("euclidean")) {
            peer.demand("build", 0, PeerData.ROWS);
            peer.demand("search", "queries", 200, 1, folder);
            int[] much = rows();
            peer.demand("search", "queries", 1, 1, folder);
            int[] little = rows();

            assertThat(data.recall(little, 0, PeerData.ROWS, row -> true))
                    .isLessThan(data.recall(much, 0, PeerData.ROWS, row -> true));
        }
    }

    @Test
    void opensWhatItSaved() throws Exception {
        new PeerData("cosine", folder);
        Path saved = Files.createDirectory(folder.resolve("saved"));
        int[] before;
        try (PeerProcess peer = startReady("cosine")) {
            peer.demand("build", FROM, TO);
            peer.demand("search", "queries", 64, 1, folder);
            before = rows();
            assertThat(peer.demand("save", saved)).containsKey("seconds");
        }

        try (PeerProcess fresh = startReady("cosine")) {
            Map<String, String> opened = fresh.demand("open", saved);
            assertThat(Double.parseDouble(opened.get("firstAnswerMillis")))
                    .isGreaterThan(Double.parseDouble(opened.get("millis")));
            fresh.demand("search", "queries", 64, 1, folder);
            assertThat(rows()).isEqualTo(before);
        }
    }

    @Test
    void givesTheRowsThereAre() throws Exception {
        new PeerData("dot", folder);

        try (PeerProcess peer = startReady("dot")) {
            peer.demand("build", 7, 10);
            peer.demand("search", "warmup", 20, 1, folder);

            int[] rows = rows();
            assertThat(rows).hasSize(3 * PeerData.K);
            assertThat(IntStream.of(rows).limit(3)).containsExactlyInAnyOrder(7, 8, 9);
            assertThat(IntStream.of(rows).skip(3).limit(PeerData.K - 3)).containsOnly(-1);
        }
    }

    @Test
    void tellsItsMemory() throws Exception {
        new PeerData("dot", folder);

        try (PeerProcess peer = startReady("dot")) {
            Map<String, String> memory = peer.demand("memory");

            assertThat(Double.parseDouble(memory.get("bytes"))).isGreaterThan(100_000);
            assertThat(memory).containsEntry("heapBytes", "NaN");
        }
    }

    @Test
    void goesOnAfterFailures() throws Exception {
        new PeerData("dot", folder);

        try (PeerProcess peer = startReady("dot")) {
            assertThat(peer.ask("dance")).startsWith("failed\t").contains("dance");
            assertThat(peer.ask("search", "queries", 10, 1, folder))
                    .isEqualTo("failed\tno index is built or opened yet");
            assertThat(peer.ask("open", folder.resolve("nowhere")))
                    .startsWith("failed\t")
                    .contains("nowhere");
            assertThat(peer.ask("build", 0, PeerData.ROWS + 1))
                    .startsWith("failed\t")
                    .contains("base.fvecs ends");
            peer.demand("build", 0, 50);
            assertThat(peer.ask("search", "queries", 0, 1, folder))
                    .isEqualTo("failed\teffort is 0, it must be from 1 to 1000000000");
            assertThat(peer.ask("search", "guesses", 10, 1, folder))
                    .startsWith("failed\t")
                    .contains("guesses");
            assertThat(peer.ask("search", "queries", 10, 1, folder.resolve("nowhere")))
                    .startsWith("failed\t")
                    .contains("nowhere");
            peer.demand("search", "queries", 10, 1, folder);
        }
    }

    @Test
    void endsWhenTold() throws Exception {
        new PeerData("dot", folder);

        try (PeerProcess peer = startReady("dot")) {
            assertThat(peer.ask("quit")).isEqualTo("null");
            assertThat(peer.exitCode()).isZero();
        }
    }

    @Test
    void refusesToStartWithoutItsFiles() throws Exception {
        new PeerData("dot", folder);
        Files.delete(folder.resolve("queries.fvecs"));

        try (PeerProcess peer = start("dot", threads())) {
            assertThat(peer.nextLine()).startsWith("failed\t").contains("queries.fvecs");
            assertThat(peer.exitCode()).isOne();
        }
    }

    final PeerProcess startReady(String metric) throws IOException {
        PeerProcess peer = start(metric, threads());
        Map<String, String> ready = peer.values("ready", peer.nextLine());
        assertThat(ready).containsEntry("can", abilities());
        assertThat(ready.get("version")).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(ready.get("parameters")).contains(" 16, ", " 100");
        return peer;
    }

    final PeerProcess start(String metric, int threads) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "engine=peer",
                "base=" + folder.resolve("base.fvecs"),
                "queries=" + folder.resolve("queries.fvecs"),
                "warmup=" + folder.resolve("warmup.fvecs"),
                "metric=" + metric,
                "dimension=" + PeerData.DIMENSION,
                "connections=16",
                "build-effort=100",
                "build-threads=2",
                "threads=" + threads,
                "k=" + PeerData.K,
                "folder=" + Files.createTempDirectory(folder, "peer")));
        return new PeerProcess(new ProcessBuilder(command));
    }

    final int[] rows() throws IOException {
        return PeerData.ints(folder.resolve("rows.bin"));
    }
}
