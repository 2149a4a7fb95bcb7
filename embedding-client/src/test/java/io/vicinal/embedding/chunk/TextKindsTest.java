package io.vicinal.embedding.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextKindsTest {
    @Test
    void fencesAndHeadingsAreMarkdown() {
        assertThat(TextKinds.detect("Text\n```\nint a;\nint b;\nint c;\n```\n")).isEqualTo(TextKind.MARKDOWN);
        assertThat(TextKinds.detect("Text\n~~~ sh\nls\n~~~\n")).isEqualTo(TextKind.MARKDOWN);
        assertThat(TextKinds.detect("# Title\n\nText.\n")).isEqualTo(TextKind.MARKDOWN);
        assertThat(TextKinds.detect("# Title\n\n- one\n    - inner\n    - inner\n    - inner\n"))
                .isEqualTo(TextKind.MARKDOWN);
    }

    @Test
    void linesWithSemicolonsBracesOrIndentationAreCode() {
        assertThat(TextKinds.detect("class A {\n  int a;\n\n  int b;\n}\n")).isEqualTo(TextKind.CODE);
        assertThat(TextKinds.detect("# a comment\ndef one():\n    a = 1\n    # two\n    return a\n"))
                .isEqualTo(TextKind.CODE);
        assertThat(TextKinds.detect("all:\n\tcc -c a.c\n\tcc -c b.c\n\tld a.o b.o\n"))
                .isEqualTo(TextKind.CODE);
    }

    @Test
    void otherTextsArePlain() {
        assertThat(TextKinds.detect("One;\nTwo words here.\nThree; and more\nFour.\n"))
                .isEqualTo(TextKind.PLAIN);
        assertThat(TextKinds.detect("    An indented paragraph ends here.\n".repeat(5)))
                .isEqualTo(TextKind.PLAIN);
        assertThat(TextKinds.detect("#hashtag\nText\n")).isEqualTo(TextKind.PLAIN);
        assertThat(TextKinds.detect("x".repeat(1_000_000))).isEqualTo(TextKind.PLAIN);
    }

    @Test
    void isWhatAChunkerGoesBy() {
        String markdown = "Text.\n# One\nOne.\n";
        assertThat(Chunker.characters(12).chunks(markdown))
                .isEqualTo(Chunker.characters(12).kind(TextKind.MARKDOWN).chunks(markdown))
                .isNotEqualTo(Chunker.characters(12).kind(TextKind.PLAIN).chunks(markdown));
    }
}
