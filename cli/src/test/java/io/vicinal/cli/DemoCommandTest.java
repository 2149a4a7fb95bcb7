package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class DemoCommandTest {
    @TempDir
    private Path folder;

    private CommandRun demo(Map<String, String> environment, List<String> flags) throws Exception {
        try (ChildProcess child = ChildProcess.start(
                folder,
                flags,
                environment,
                "demo",
                "--limit",
                300,
                "--json",
                "-k",
                2,
                "--query",
                "wait until other threads are done")) {
            return child.result();
        }
    }

    private Path index() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("generation-1/vectors"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theSecondRunReusesTheIndexOfTheFirst() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip")), "a JDK with its sources");
        Map<String, String> home = Map.of("HOME", folder.toString(), "XDG_CACHE_HOME", "");
        CommandRun first = demo(home, List.of());
        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("reading the documentation of Java", "embedding 300 of them");
        assertThat((List<?>) first.json().get("hits")).hasSize(2);
        assertThat(first.out()).containsIgnoringCase("thread");
        Path index = index();
        assertThat(index).startsWith(folder.resolve(".cache/vicinal/demo"));
        FileTime time = Files.getLastModifiedTime(index);

        CommandRun second = demo(Map.of("HOME", "/none", "XDG_CACHE_HOME", folder + "/.cache"), List.of());
        assertThat(second.code()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.getLastModifiedTime(index)).isEqualTo(time);

        CommandRun asked =
                CommandRun.of("demo", "--to", index.resolve("../..").normalize(), "--query", "a lock", "--json");
        assertThat(asked.err()).isEmpty();
        assertThat((List<?>) asked.json().get("hits")).hasSize(5);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void aJdkWithoutSourcesIsExplained() {
        String home = System.getProperty("java.home");
        System.setProperty("java.home", folder.toString());
        try {
            // A number of documents that no cache of this machine's user is likely to have.
            CommandRun run = CommandRun.of("demo", "--limit", 1_234_567, "--query", "a date");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.complaint()).hasSize(1);
            assertThat(run.err()).contains("src.zip is missing", "'vicinal index --help'", "JAVA_HOME");
        } finally {
            System.setProperty("java.home", home);
        }
    }
}
