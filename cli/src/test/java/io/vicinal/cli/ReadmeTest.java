package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and documents show is what happens. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void itsProgramCompilesAndRuns(@TempDir Path folder) throws Exception {
        List<String> output = run(README, "Example", folder);
        // The angles to (3, 1, 0) of (1, 0, 0) and of (1, 1, 0).
        assertThat(output).hasSize(2);
        assertThat(output.get(0)).startsWith("1 0.9486");
        assertThat(output.get(1)).startsWith("3 0.8944");
        assertThat(folder.resolve("example.index")).isRegularFile();
    }

    @Test
    void soDoesThatOfCollections(@TempDir Path folder) throws Exception {
        List<String> output = run(Path.of("..", "docs", "COLLECTIONS.md"), "Books", folder);
        // The angle to (2, 1, 0) of (1, 1, 0).
        assertThat(output).hasSize(1);
        assertThat(output.get(0)).startsWith("stechlin 0.9486");
        assertThat(folder.resolve("books/collection")).isRegularFile();
    }

    /** Compiles the first program of a document and returns what it prints. */
    private static List<String> run(Path document, String name, Path folder) throws Exception {
        Path source = folder.resolve(name + ".java");
        String text = Files.readString(document);
        int start = text.indexOf("```java\n") + "```java\n".length();
        Files.writeString(source, text.substring(start, text.indexOf("```", start)));
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
                .isZero();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        folder + System.getProperty("path.separator") + classPath,
                        name))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
