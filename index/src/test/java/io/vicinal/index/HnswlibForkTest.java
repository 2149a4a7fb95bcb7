package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.AskForEngine;
import io.vicinal.fork.HeapOfGraphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine hnswlib in JVMs of their own: with and without its library, and the heap it takes. */
@Timeout(120)
class HnswlibForkTest {
    private static final String MISSING =
            "engine 'hnswlib' needs com.github.jelmerk:hnswlib-core on the class path, or on the"
                    + " module path with --add-modules hnswlib.core";

    private static List<String> run(List<String> options, Class<?> main, String... arguments) throws Exception {
        Process process = ForkedJvm.start(options, main, arguments);
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @Test
    void isFoundOnTheClassPath() throws Exception {
        List<String> options = List.of("-cp", ForkedJvm.classPath());
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly("found 42");
    }

    @Test
    void isFoundOnTheModulePath() throws Exception {
        List<String> options = List.of(
                "-p",
                ForkedJvm.path(ForkedJvm.vicinal(), ForkedJvm.library()),
                "--add-modules",
                "io.vicinal.index,hnswlib.core",
                "-cp",
                ForkedJvm.programs());
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly("found 42");
    }

    @Test
    void saysWhatItNeedsWhereThatIsNotOnTheClassPath() throws Exception {
        List<String> options = List.of("-cp", ForkedJvm.path(ForkedJvm.vicinal(), ForkedJvm.programs()));
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly(MISSING);
        assertThat(run(options, AskForEngine.class, "flat")).containsExactly("found 42");
    }

    /** A module can't read what is on the class path, and does not read what nobody named. */
    @Test
    void saysWhatItNeedsWhereItsModuleCannotReadIt() throws Exception {
        List<String> options = List.of(
                "-p",
                ForkedJvm.vicinal(),
                "--add-modules",
                "io.vicinal.index",
                "-cp",
                ForkedJvm.path(ForkedJvm.programs(), ForkedJvm.library()));
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly(MISSING);
        assertThat(run(options, AskForEngine.class, "flat")).containsExactly("found 42");
    }

    @Test
    void takesLessThanHalfTheHeapOfTheLibraryByItself() throws Exception {
        // Without buffers for each thread: any thread that allocates, of the JVM too, would take a whole one, often of
        // megabytes.
        List<String> options = List.of("-XX:-UseTLAB", "-cp", ForkedJvm.classPath());
        List<Long> bytes =
                run(options, HeapOfGraphs.class).stream().map(Long::valueOf).toList();
        long taken = bytes.get(0);
        long said = bytes.get(1);
        long byItself = bytes.get(2);
        assertThat(taken).isLessThan(byItself / 2);
        assertThat((double) said / taken).isBetween(0.8, 1.25);
    }
}
