package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void itsProgramCompilesAndRuns(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("Example.java");
        String readme = Files.readString(README);
        int start = readme.indexOf("```java\n") + "```java\n".length();
        Files.writeString(source, readme.substring(start, readme.indexOf("```", start)));
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
                .isZero();

        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        folder + System.getProperty("path.separator") + classPath,
                        "Example"))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        // The angles to (3, 1, 0) of (1, 0, 0) and of (1, 1, 0).
        assertThat(output.lines().toList()).hasSize(2);
        assertThat(output.lines().toList().get(0)).startsWith("1 0.9486");
        assertThat(output.lines().toList().get(1)).startsWith("3 0.8944");
        assertThat(folder.resolve("example.index")).isRegularFile();
    }
}
