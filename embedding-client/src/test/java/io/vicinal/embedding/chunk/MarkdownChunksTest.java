package io.vicinal.embedding.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Markdown is cut. */
class MarkdownChunksTest {
    private static List<String> texts(int most, String text) {
        return Chunker.characters(most).kind(TextKind.MARKDOWN).chunks(text).stream()
                .map(Chunk::text)
                .toList();
    }

    @Test
    void sectionsBeginAtHeadings() {
        String text = "Intro.\n# One\nText one.\n\nMore.\n## Two\n\nText two.\n\nThree\n=====\nText three.\n";
        assertThat(texts(32, text))
                .containsExactly(
                        "Intro.\n# One\nText one.\n\nMore.", "## Two\n\nText two.", "Three\n=====\nText three.");
        assertThat(texts(22, text))
                .containsExactly(
                        "Intro.", "# One\nText one.\n\nMore.", "## Two\n\nText two.", "Three\n=====", "Text three.");
    }

    @Test
    void headingsStayWithTheirText() {
        String text = "Some text.\n\n# Title\n\n## Part\n\nFirst sentence. Second sentence.\n";
        assertThat(texts(40, text))
                .containsExactly("Some text.", "# Title\n\n## Part\n\nFirst sentence.", "Second sentence.");
    }

    @Test
    void whatIsNoHeadingIsNone() {
        String text = "#hashtag\n####### seven\n    # indented\n";
        assertThat(texts(23, text))
                .containsExactly("#hashtag ####### seven".replace(' ', '\n').replace("#\n", "# "), "# indented");
    }

    @Test
    void fencesAreKeptWhole() {
        String fence = "```java\nint a;\n\n# no heading\n\nint b;\n```";
        assertThat(texts(45, "Text before it. And more.\n" + fence + "\nText after it. And more."))
                .containsExactly("Text before it. And more.", fence, "Text after it. And more.");
        assertThat(texts(30, fence)).containsExactly("```java\nint a;\n\n# no heading", "int b;\n```");
        assertThat(texts(12, "~~~~\none\n```\n~~~\ntwo\n~~~~\nthree four"))
                .containsExactly("~~~~\none\n```", "~~~\ntwo\n~~~~", "three four");
        assertThat(texts(18, "One.\n\n```\nnever closed\n\nx")).containsExactly("One.", "```\nnever closed", "x");
    }

    @Test
    void tablesAreKeptWhole() {
        String table = "| a | b |\n|---|---|\n| 1. One | 2 |\n| 3 | 4 |";
        assertThat(texts(50, "Text that stands before.\n" + table + "\n\nText after."))
                .containsExactly("Text that stands before.", table, "Text after.");
        assertThat(texts(34, table)).containsExactly("| a | b |\n|---|---|\n| 1. One | 2 |", "| 3 | 4 |");
    }

    @Test
    void listsAreKeptWholeThenTheirItems() {
        String list = "- One. Yes.\n  More of it.\n\n- Two. No.\n  * Inner. No.\n3. Three.";
        assertThat(texts(65, "Text that stands before it.\n" + list + "\n\nText after."))
                .containsExactly("Text that stands before it.", list, "Text after.");
        assertThat(texts(36, list))
                .containsExactly("- One. Yes.\n  More of it.", "- Two. No.\n  * Inner. No.\n3. Three.");
        assertThat(texts(14, list))
                .containsExactly("- One. Yes.", "More of it.", "- Two. No.", "* Inner. No.", "3. Three.");
    }

    @Test
    void overlapOfAFenceIsLines() {
        List<Chunk> chunks = Chunker.characters(20)
                .overlap(8)
                .kind(TextKind.MARKDOWN)
                .chunks("```\none one;\ntwo two;\nthree;\nfour;\n```");
        assertThat(chunks)
                .extracting(Chunk::text)
                .containsExactly("```\none one;", "one one;\ntwo two;", "two two;\nthree;", "three;\nfour;\n```");
    }
}
