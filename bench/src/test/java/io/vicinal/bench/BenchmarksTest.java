package io.vicinal.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the suites as users do, with settings so small that the figures mean nothing. */
class BenchmarksTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void measuresKernelsAndWritesJson() throws Exception {
        Path json = folder.resolve("results.json");

        int exitCode =
                runQuickly("kernels", "Rows.*Scalar.dot|PlainLoop.dot", "-p", "dimension=8", "-rff", json.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("dot +8 +1 +[0-9.]+ +- +- +-");
        assertThat(Files.readString(json))
                .contains("kernels.RowsInBulk.Scalar.dot", "kernels.PlainLoop.dot", "gc.alloc.rate.norm");
    }

    @Test
    void measuresSearches() {
        int exitCode = runQuickly("flat", "oneQuery|longs", "-p", "dimension=8", "-p", "metric=cosine");

        assertThat(exitCode).isZero();
        assertThat(out.toString(UTF_8))
                .containsPattern("One thread reads, GB/s: longs [0-9.]+")
                .containsPattern("cosine +8 +1 +[0-9.]+ +[0-9.]+ +[0-9]+ %");
    }

    @Test
    void listsTheSuites() {
        assertThat(run("bench", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage", "kernels", "flat", "Example");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("bench", "kernel")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("no benchmark 'kernel'", "kernels");
    }

    @Test
    void refusesOptionsThatJmhDoesNotKnow() {
        assertThat(run("bench", "flat", "-wi", "soon")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("soon").doesNotContain("\tat ");
    }

    @Test
    void refusesNamesThatNoBenchmarkOfTheSuiteHas() {
        assertThat(run("bench", "flat", "ArrayPairs")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("no benchmark of 'flat' has such a name");
    }

    private int runQuickly(String... arguments) {
        // JVM arguments of its own: an instrumented JMH, as the coverage agent leaves it, takes seconds to get going.
        String[] quick = {
            "-p",
            "mib=1",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "10ms",
            "-jvmArgs",
            "-Xmx256m --sun-misc-unsafe-memory-access=allow"
        };
        return run(Stream.concat(Arrays.stream(arguments), Arrays.stream(quick)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Benchmarks.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
