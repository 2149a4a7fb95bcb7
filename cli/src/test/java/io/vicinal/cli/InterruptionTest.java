package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when the process is told to end in the middle of its work. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
    private static final List<String> TERMINAL = List.of("-Dvicinal.terminal=true");

    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private ChildProcess longIndexing() throws IOException {
        return ChildProcess.start(folder, TERMINAL, Map.of(), "index", "town.index", "--from", texts());
    }

    private Path texts() throws IOException {
        String lines = IntStream.range(0, 100_000)
                .mapToObj(line -> "line " + line + " tells of the weather in town " + line % 91)
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("texts.txt"), lines);
    }

    private static void assertInterrupted(CommandRun run, int code) {
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .endsWith("vicinal: interrupted; nothing half-done is left\n")
                .doesNotContain("Exception", "\tat ", "fatal error");
        assertThat(run.err().lines().filter(line -> line.contains("vicinal"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void anInterruptedIndexIsNotThere(String signal, int code) throws IOException, InterruptedException {
        assumeInterruptible(signal);
        try (ChildProcess child = longIndexing()) {
            child.awaitOnError("texts/s");
            assertThat(files()).hasSize(2);
            child.signal(signal);
            assertInterrupted(child.result(), code);
        }
        assertThat(files()).containsExactly("texts.txt");
    }

    /** Whoever is about to begin something learns that there is no time left, and closes the cache that it has just opened. */
    @Test
    void anInterruptionWhileTheCacheIsOpenedDoesNotWait() throws IOException, InterruptedException {
        assumeInterruptible("INT");
        Path cache = folder.resolve("cache");
        Path texts = texts();
        String[] command = {"index", "town.index", "--from", texts.toString(), "--cache", cache.toString()};
        try (ChildProcess child = ChildProcess.start(folder, List.of(), Map.of(), (Object[]) command)) {
            while (!Files.exists(cache.resolve("header"))) {
                LockSupport.parkNanos(1_000);
            }
            child.signal("INT");
            assertInterrupted(child.result(), 130);
        }
        assertThat(files()).containsExactly("cache", "texts.txt");
        CommandRun stats = CommandRun.of("cache", "verify", "--cache", cache);
        assertThat(stats.code()).isZero();
    }

    /** On a terminal, libraries like to handle signals themselves. */
    @Test
    void anInterruptionAtATerminalCleansUpToo() throws IOException, InterruptedException {
        assumeInterruptible("INT");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script makes terminals");
        String throughScript = "{ printf exec; for a in \"$0\" \"$@\"; do printf \" '%s'\" \"$a\"; done; } >run.sh;"
                + " exec script -qec 'sh run.sh' /dev/null >&2";
        try (ChildProcess child = ChildProcess.start(
                folder,
                List.of("/bin/sh", "-c", throughScript),
                TERMINAL,
                Map.of(),
                "index",
                "town.index",
                "--from",
                texts())) {
            child.awaitOnError("texts/s");
            child.signal("INT");
            CommandRun run = child.result();
            assertThat(run.code()).isEqualTo(130);
            assertThat(run.err()).contains("vicinal: interrupted; nothing half-done is left");
        }
        assertThat(files()).containsExactly("run.sh", "texts.txt");
    }

    /** A process that a script has started in the background ignores SIGINT, and so do its children. */
    private static void assumeInterruptible(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (signal.equals("INT") && Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                long ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(
                                line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .sum();
                assumeTrue((ignored & 2) == 0, "SIGINT is not ignored");
            }
        }
    }

    @Test
    void anInterruptionLeavesAnOlderIndex() throws IOException, InterruptedException {
        assumeInterruptible("INT");
        Path one = Files.writeString(folder.resolve("one.txt"), "an older text");
        assertThat(CommandRun.of("index", folder.resolve("town.index"), "--from", one)
                        .code())
                .isZero();
        try (ChildProcess child = longIndexing()) {
            child.awaitOnError("texts/s");
            child.signal("INT");
            assertInterrupted(child.result(), 130);
        }
        assertThat(files()).containsExactly("one.txt", "texts.txt", "town.index");
        assertThat(CommandRun.of("info", folder.resolve("town.index"), "--json").number("documents"))
                .isEqualTo(1);
    }

    /** What was embedded and put is there; the rest comes when the same command is given again. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    void whatWasAddedStays(String signal) throws IOException, InterruptedException {
        assumeInterruptible(signal);
        Path index = folder.resolve("town.index");
        Path one = Files.writeString(folder.resolve("one.csv"), "id,text\nold,an older text\n");
        assertThat(CommandRun.of("index", index, "--from", one).code()).isZero();
        try (ChildProcess child = ChildProcess.start(
                folder, TERMINAL, Map.of(), "index", "town.index", "--add", "--no-cache", "--from", texts())) {
            child.awaitOnError("texts/s");
            Path journal = index.resolve("generation-1/journal");
            long before = Files.size(journal);
            while (Files.size(journal) < before + 1) {
                LockSupport.parkNanos(1_000_000);
            }
            child.signal(signal);
            if (signal.equals("INT")) {
                assertInterrupted(child.result(), 130);
            } else {
                assertThat(child.result().code()).isEqualTo(137);
            }
        }
        assertThat(files()).containsExactly("one.csv", "texts.txt", "town.index");
        double documents = CommandRun.of("info", index, "--json").number("documents");
        assertThat(documents).isGreaterThan(256).isLessThan(100_001);
        assertThat(CommandRun.of("verify", index).code()).isZero();
        assertThat(CommandRun.of("get", index, "old", "1", "256").code()).isZero();
        assertThat(CommandRun.of("delete", index, "old").out()).contains("1 documents deleted");
    }

    @Test
    void anInterruptedImportKeepsWhatWasPut() throws IOException, InterruptedException {
        assumeInterruptible("INT");
        String lines = IntStream.range(0, 300_000)
                .mapToObj(line -> "{\"id\":\"d%d\",\"vector\":[1,%d,3]}".formatted(line, line))
                .collect(Collectors.joining("\n"));
        Path from = Files.writeString(folder.resolve("all.jsonl"), lines);
        try (ChildProcess child =
                ChildProcess.start(folder, TERMINAL, Map.of(), "import", "all.index", "--from", from)) {
            child.awaitOnError("documents/s");
            Path journal = folder.resolve("all.index/generation-1/journal");
            while (!Files.exists(journal) || Files.size(journal) < 20_000) {
                LockSupport.parkNanos(1_000_000);
            }
            child.signal("INT");
            assertInterrupted(child.result(), 130);
        }
        assertThat(CommandRun.of("get", folder.resolve("all.index"), "d0", "d255")
                        .code())
                .isZero();
        assertThat(CommandRun.of("verify", folder.resolve("all.index")).code()).isZero();
    }

    @Test
    void aKilledIndexIsNotThere() throws IOException, InterruptedException {
        try (ChildProcess child = longIndexing()) {
            child.awaitOnError("texts/s");
            child.signal("KILL");
            assertThat(child.result().code()).isEqualTo(137);
        }
        assertThat(files()).hasSizeBetween(1, 2).contains("texts.txt").doesNotContain("town.index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    void interruptedNeighboursAreNotThere(String signal) throws IOException, InterruptedException {
        assumeInterruptible(signal);
        Random random = new Random(1);
        Path base = VectorSamples.write(folder.resolve("base.fvecs"), VectorSamples.queries(20_000, 64, false, random));
        Path queries =
                VectorSamples.write(folder.resolve("queries.fvecs"), VectorSamples.queries(60_000, 64, false, random));
        try (ChildProcess child = ChildProcess.start(
                folder,
                TERMINAL,
                Map.of(),
                "knn",
                "--base",
                base,
                "--queries",
                queries,
                "--metric",
                "dot",
                "--out",
                "out.ivecs")) {
            child.awaitOnError("queries/s");
            child.signal(signal);
            CommandRun run = child.result();
            if (signal.equals("INT")) {
                assertInterrupted(run, 130);
                assertThat(files()).containsExactly("base.fvecs", "queries.fvecs");
            }
        }
        assertThat(files()).hasSizeBetween(2, 3).doesNotContain("out.ivecs");
    }

    @Test
    void anInterruptedGraphIsNotKept() throws IOException, InterruptedException {
        assumeInterruptible("INT");
        Random random = new Random(1);
        Path base = VectorSamples.write(folder.resolve("base.fvecs"), VectorSamples.queries(20_000, 64, false, random));
        try (ChildProcess child = ChildProcess.start(
                folder,
                TERMINAL,
                Map.of(),
                "knn",
                "--base",
                base,
                "--queries",
                base,
                "--metric",
                "dot",
                "--engine",
                "hnsw",
                "--index",
                "base.hnsw")) {
            child.awaitOnError("rows/s");
            child.signal("INT");
            assertInterrupted(child.result(), 130);
        }
        assertThat(files()).containsExactly("base.fvecs");
    }

    @Test
    void aFullDiskIsReported() throws IOException, InterruptedException {
        Random random = new Random(1);
        Path base = VectorSamples.write(folder.resolve("base.fvecs"), VectorSamples.queries(300, 8, false, random));
        Path queries =
                VectorSamples.write(folder.resolve("queries.fvecs"), VectorSamples.queries(3000, 8, false, random));
        // Files of 400 KB at most, which is refused as a full disk is, but needs no disk of its own.
        List<String> limited = List.of("/bin/sh", "-c", "ulimit -f 800; exec \"$0\" \"$@\"");
        try (ChildProcess child = ChildProcess.start(
                folder,
                limited,
                List.of("-Xshare:off"),
                Map.of(),
                "knn",
                "--base",
                base,
                "--queries",
                queries,
                "-k",
                100,
                "--metric",
                "dot",
                "--out",
                "out.ivecs")) {
            CommandRun run = child.result();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.complaint()).hasSize(1);
            assertThat(run.err()).startsWith("vicinal: ").contains("out.ivecs", "too large");
        }
        assertThat(files()).containsExactly("base.fvecs", "queries.fvecs");
    }

    /** Only where the test may mount a small disk of its own. */
    @Test
    void aFullDiskLeavesNoHalfAnIndex() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted(disk), "a small disk can be mounted");
        try {
            Path texts = folder.resolve("texts.txt");
            Files.writeString(texts, "a line of text\n".repeat(2000));
            CommandRun run = CommandRun.of("index", disk.resolve("town.index"), "--from", texts);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.complaint()).hasSize(1);
            assertThat(run.err()).contains("town.index can't be written: No space left on device");
            try (Stream<Path> left = Files.list(disk)) {
                assertThat(left).isEmpty();
            }
        } finally {
            new ProcessBuilder("umount", disk.toString()).inheritIO().start().waitFor();
        }
    }

    private static boolean mounted(Path disk) throws InterruptedException {
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=600k", "vicinal-test", disk.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void tooLittleMemoryIsReported() throws IOException, InterruptedException {
        String lines = "{\"text\":\"" + "long ".repeat(10_000_000) + "\"}";
        Path texts = Files.writeString(folder.resolve("texts.jsonl"), lines);
        try (ChildProcess child =
                ChildProcess.start(folder, List.of("-Xmx64m"), Map.of(), "index", "town.index", "--from", texts)) {
            CommandRun run = child.result();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.complaint()).hasSize(1);
            assertThat(run.err()).startsWith("vicinal: not enough memory").contains("-Xmx");
        }
        assertThat(files()).containsExactly("texts.jsonl");
    }
}
