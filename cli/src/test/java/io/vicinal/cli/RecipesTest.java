package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in a recipe runs, one after the other in an empty folder, and every program in it compiles. */
class RecipesTest {
    private static final Path RECIPES = Path.of("..", "docs", "recipes");

    @TempDir
    private Path folder;

    static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(RECIPES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsCommandsRun(String page) throws IOException {
        List<String> blocks = Blocks.of(RECIPES.resolve(page), "sh");
        assertThat(blocks).as(page).isNotEmpty();
        Shell shell = new Shell(folder);
        for (String block : blocks) {
            shell.run(block);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsProgramsCompile(String page) throws IOException {
        int number = 0;
        for (String block : Blocks.of(RECIPES.resolve(page), "java")) {
            String name = "Recipe" + number++;
            Path source = Files.writeString(folder.resolve(name + ".java"), Blocks.program(name, block));
            int code = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "-Xlint:all,-classfile,-path,-processing",
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString());
            assertThat(code).as("%s: %s", page, block).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isOnTheList(String page) throws IOException {
        String list = Files.readString(RECIPES.resolve("README.md"));
        assertThat(list)
                .as("docs/recipes/README.md")
                .contains(page.toLowerCase(Locale.ROOT).equals("readme.md") ? "# " : "](" + page + ")");
    }
}
