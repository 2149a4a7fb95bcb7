package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static List<String> of(String text) {
        return Sentences.of(text).stream().map(span -> span.in(text)).toList();
    }

    @Test
    void sentencesEndAtStopsAndParagraphs() {
        assertThat(of("One. Two is 2.5 long!  Three?")).containsExactly("One.", "Two is 2.5 long!", "Three?");
        assertThat(of("A line that\ngoes on. Next\n\nA title\n- an item\n- another"))
                .containsExactly("A line that\ngoes on.", "Next", "A title", "- an item", "- another");
        assertThat(of("")).isEmpty();
        assertThat(of(" \n\t\n")).isEmpty();
    }

    @Test
    void whatHasNoStopsIsCutBetweenWords() {
        String text = "word ".repeat(300).strip();
        List<String> parts = of(text);
        assertThat(parts)
                .hasSizeBetween(4, 5)
                .allSatisfy(part -> assertThat(part)
                        .hasSizeLessThanOrEqualTo(400)
                        .startsWith("word")
                        .endsWith("word"));
        assertThat(String.join(" ", parts)).isEqualTo(text);
        String unbroken = "🦉".repeat(500);
        assertThat(of(unbroken))
                .allSatisfy(part -> assertThat(part.codePoints()).containsOnly(0x1F989));
        assertThat(String.join("", of(unbroken))).isEqualTo(unbroken);
    }
}
