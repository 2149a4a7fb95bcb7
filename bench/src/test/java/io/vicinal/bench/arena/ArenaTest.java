package io.vicinal.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.bench.report.ArenaFiles;
import io.vicinal.bench.report.ArenaResult;
import io.vicinal.bench.report.ChurnPoint;
import io.vicinal.bench.report.FilteredPoint;
import io.vicinal.bench.report.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real command, with the processes that it starts, on small data. */
class ArenaTest {
    @TempDir
    private Path folder;

    @Test
    void measuresOursAndAPeer() throws Exception {
        Path out = folder.resolve("out");
        Run run = arena(
                "--dataset",
                "clustered-32-2000",
                "--engines",
                "flat,hnswlib-java",
                "--efforts",
                "10,100",
                "--rounds",
                "1",
                "--selectivity",
                "0.1",
                "--churn",
                "0.2",
                "--baseline",
                "hnswlib-java",
                "--warm-builds",
                "--out",
                out.toString());
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).contains("hnswlib-java", "0.95", "report.html");
        assertThat(run.err).as("quiet where there is no terminal").doesNotContain("building", "measuring");
        ArenaResult result = ArenaFiles.read(out.resolve("arena.json"));
        assertThat(result.points()).extracting(Point::engine).containsExactly("flat", "hnswlib-java", "hnswlib-java");
        assertThat(result.points().get(0).recall()).isEqualTo(1);
        assertThat(result.points())
                .filteredOn(point -> point.effort() == 100)
                .allSatisfy(point -> assertThat(point.recall()).isGreaterThan(0.9));
        assertThat(result.points()).allSatisfy(point -> {
            assertThat(point.qps()).isBetween(point.qpsMin(), point.qpsMax());
            assertThat(point.p50Micros()).isLessThanOrEqualTo(point.p99Micros());
            assertThat(point.p99UsualMicros()).isPositive().isLessThanOrEqualTo(point.p999Micros());
            assertThat(point.buildSeconds()).isPositive();
            assertThat(point.bytesPerVector()).isPositive();
            assertThat(point.indexBytes()).isPositive();
            assertThat(point.firstAnswerMillis()).isGreaterThanOrEqualTo(point.openMillis());
        });
        assertThat(result.filtered())
                .filteredOn(point -> point.engine().equals("flat"))
                .hasSize(2)
                .extracting(FilteredPoint::recall)
                .containsOnly(1.0);
        assertThat(result.churned())
                .filteredOn(point -> point.engine().equals("flat"))
                .hasSize(5)
                .extracting(ChurnPoint::recall)
                .containsOnly(1.0);
        assertThat(result.churned())
                .hasSize(15)
                .allSatisfy(point -> assertThat(point.recall()).isGreaterThan(point.freshRecall() - 0.2));
        assertThat(result.notes()).isEmpty();
        assertThat(result.facts().get("stops")).contains(" a second, ");
        assertThat(result.facts()).containsEntry("builds", "in JVMs that have built an index of 2000 rows before");
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("arena.json", "report.html", "plot.svg");
        }
    }

    @Test
    void whoCanNotTakePartIsNamedWithTheReason() throws Exception {
        Path out = folder.resolve("out");
        // Where there are no commands there is no compiler.
        Path noCommands = Files.createDirectory(folder.resolve("bin"));
        Run run = arena(
                Map.of("PATH", noCommands.toString()),
                "--dataset",
                "clustered-32-500",
                "--engines",
                "faiss,flat",
                "--rounds",
                "1",
                "--out",
                out.toString());
        assertThat(run.code).as(run.err).isZero();
        ArenaResult result = ArenaFiles.read(out.resolve("arena.json"));
        assertThat(result.points()).extracting(Point::engine).containsExactly("flat");
        assertThat(result.notes())
                .singleElement()
                .asString()
                .startsWith("faiss: ")
                .contains("g++", "--install-native");
        assertThat(run.out).contains("faiss: ");
    }

    @Test
    void wrongUsageIsToldApart() throws Exception {
        assertThat(arena("--engines", "flat,nobody")).satisfies(run -> {
            assertThat(run.code).isEqualTo(2);
            assertThat(run.err).contains("--engines must be names among", "nobody");
        });
        assertThat(arena("--efforts", "10,0").err).contains("--efforts must be at least 1 but is 0");
        assertThat(arena("--builds", "16").err).contains("16/200");
    }

    private Run arena(String... arguments) throws IOException, InterruptedException {
        return arena(Map.of(), arguments);
    }

    private Run arena(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Arena.class.getName(),
                "arena"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(out), Files.readString(err));
    }

    private record Run(int code, String out, String err) {}
}
