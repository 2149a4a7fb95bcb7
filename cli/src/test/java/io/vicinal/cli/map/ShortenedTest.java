package io.vicinal.cli.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
    @Test
    void textsAreCutBetweenWordsWhereTheyCan() {
        assertThat(Shortened.to("as it was", 9)).isEqualTo("as it was");
        assertThat(Shortened.to("as it was then", 10)).isEqualTo("as it was…");
        assertThat(Shortened.to("abcdefghijklmnop", 8)).isEqualTo("abcdefg…");
        assertThat(Shortened.to("ab", 1)).isEqualTo("…");
    }

    @Test
    void noCharacterIsCutInHalf() {
        for (int length = 1; length < 8; length++) {
            String cut = Shortened.to("🦉🦉🦉🦉", length);
            assertThat(cut.codePoints()).noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
            assertThat(cut.length()).isLessThanOrEqualTo(length);
        }
    }
}
