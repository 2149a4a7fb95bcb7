package io.vicinal.embedding.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where programs are cut. */
class CodeChunksTest {
    private static final String PROGRAM = """
            int one() {
                int a = 1;

                return a;
            }

            int two() {
                return 2;

            }
            int three = 3;
            """;

    private static List<String> texts(Chunker chunker) {
        return chunker.kind(TextKind.CODE).chunks(PROGRAM).stream()
                .map(Chunk::text)
                .toList();
    }

    @Test
    void blocksAreKeptWhole() {
        assertThat(texts(Chunker.characters(50)))
                .containsExactly(
                        "int one() {\n    int a = 1;\n\n    return a;\n}",
                        "int two() {\n    return 2;\n\n}\nint three = 3;");
    }

    @Test
    void blocksAreCutAtBlankLinesThenAtLines() {
        assertThat(texts(Chunker.characters(40))).startsWith("int one() {\n    int a = 1;", "return a;\n}");
        assertThat(texts(Chunker.characters(16)))
                .containsExactly(
                        "int one() {", "int a = 1;", "return a;\n}", "int two() {", "return 2;", "}\nint three = 3;");
    }

    @Test
    void linesAreRepeated() {
        assertThat(texts(Chunker.characters(30).overlap(12)))
                .startsWith("int one() {\n    int a = 1;", "int a = 1;\n\n    return a;\n}");
    }
}
