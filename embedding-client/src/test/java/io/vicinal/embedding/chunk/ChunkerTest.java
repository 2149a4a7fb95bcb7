package io.vicinal.embedding.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vicinal.embedding.text.TokenCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where plain texts are cut. */
class ChunkerTest {
    private static List<String> texts(Chunker chunker, String text) {
        return chunker.chunks(text).stream().map(Chunk::text).toList();
    }

    private static Chunker plain(int most) {
        return Chunker.characters(most).kind(TextKind.PLAIN);
    }

    @Test
    void blankTextsHaveNoChunks() {
        for (String blank : List.of("", " ", "\n\n", "\t \r\n")) {
            assertThat(Chunker.whole().chunks(blank)).isEmpty();
            assertThat(Chunker.characters(2).chunks(blank)).isEmpty();
            assertThat(Chunker.tokens(1, TokenCounter.estimate()).chunks(blank)).isEmpty();
        }
    }

    @Test
    void wholeTextsLoseTheSpaceAroundThem() {
        String text = "\n  One. Two.\n\nThree.\t";
        assertThat(Chunker.whole().chunks(text)).containsExactly(new Chunk(3, 20, "One. Two.\n\nThree."));
        assertThat(texts(Chunker.whole(), "word ".repeat(100_000))).hasSize(1);
    }

    @Test
    void whatFitsIsOneChunk() {
        assertThat(texts(plain(19), " One. Two.\n\nThree. 1 ")).containsExactly("One. Two.\n\nThree. 1");
        assertThat(texts(plain(18), " One. Two.\n\nThree. 1 ")).containsExactly("One. Two.", "Three. 1");
    }

    @Test
    void paragraphsArePackedAsLongAsTheyFit() {
        String text = "aaaa bbbb\n\ncccc\n\n \n\ndddd dddd dddd\r\n\r\neeee";
        assertThat(texts(plain(16), text)).containsExactly("aaaa bbbb\n\ncccc", "dddd dddd dddd", "eeee");
        assertThat(texts(plain(14), text)).containsExactly("aaaa bbbb", "cccc", "dddd dddd dddd", "eeee");
        assertThat(Chunker.characters(14).chunks(text)).element(3).isEqualTo(new Chunk(38, 42, "eeee"));
    }

    @Test
    void aParagraphTooLongIsCutBetweenSentences() {
        String text = "Short.\n\nThis is it. Is this it? Oh no! It is\nnot. Well.\n\nLast.";
        assertThat(texts(plain(25), text))
                .containsExactly("Short.", "This is it. Is this it?", "Oh no! It is\nnot. Well.", "Last.");
        assertThat(texts(plain(32), text))
                .containsExactly("Short.", "This is it. Is this it? Oh no!", "It is\nnot. Well.\n\nLast.");
    }

    @Test
    void sentencesOfOtherScriptsAreTold() {
        assertThat(texts(plain(9), "我们走吧。今天很好。你呢?是的。")).containsExactly("我们走吧。", "今天很好。你呢?", "是的。");
        assertThat(texts(plain(12), "यह है। वह था। हाँ।")).containsExactly("यह है।", "वह था। हाँ।");
    }

    @Test
    void aSentenceTooLongIsCutBetweenWords() {
        assertThat(texts(plain(10), "one two three four-five six."))
                .containsExactly("one two", "three", "four-five", "six.");
        assertThat(texts(plain(10), "one  \t  two   three"))
                .containsExactly("one  \t  two".substring(0, 3), "two", "three");
    }

    @Test
    void aWordTooLongIsCutAtItsPartsThenAtCharacters() {
        assertThat(texts(plain(8), "one,two;three")).containsExactly("one,two;", "three");
        assertThat(texts(plain(4), "in abcdefghij to")).containsExactly("in", "abcd", "efgh", "ij", "to");
    }

    @Test
    void noCodePointIsCut() {
        assertThat(texts(plain(3), "😀😁😂")).containsExactly("😀", "😁", "😂");
        assertThat(texts(plain(2), "a😀b")).containsExactly("a", "😀", "b");
        assertThat(texts(plain(3), "\uD83D\uD83D\uD83D\uD83D")).containsExactly("\uD83D\uD83D\uD83D", "\uD83D");
    }

    @Test
    void aChunkBeginsWithSentencesOfTheOneBefore() {
        String text = "One is. Two is. Three is. Four is. Five is.";
        assertThat(texts(plain(26).overlap(10), text))
                .containsExactly("One is. Two is. Three is.", "Three is. Four is.", "Four is. Five is.");
        assertThat(texts(plain(38).overlap(18), text))
                .containsExactly("One is. Two is. Three is. Four is.", "Three is. Four is. Five is.");
        assertThat(plain(38).overlap(18).chunks(text).get(1).from()).isEqualTo(16);
        assertThat(texts(plain(36).overlap(6), text)).containsExactly("One is. Two is. Three is. Four is.", "Five is.");
    }

    @Test
    void overlapGivesWayToWhatWouldBeCut() {
        String text = "Aa. Bb. Cc.\n\nA longer sentence. Dd.";
        assertThat(texts(plain(27).overlap(10), text)).containsExactly("Aa. Bb. Cc.", "Cc.\n\nA longer sentence. Dd.");
        assertThat(texts(plain(22).overlap(10), text)).containsExactly("Aa. Bb. Cc.", "A longer sentence. Dd.");
    }

    @Test
    void aChunkNeverRepeatsAllOfTheOneBefore() {
        assertThat(texts(plain(11).overlap(5), "Aaa.\n\nBbbb bbbb.\n\nCcc."))
                .containsExactly("Aaa.", "Bbbb bbbb.", "Ccc.");
    }

    @Test
    void tokensAreCountedOnTheChunk() {
        TokenCounter counter = TokenCounter.forModel("text-embedding-3-small");
        assertThat(counter.exact()).isTrue();
        String text = "The quick brown fox jumps over the lazy dog. ".repeat(20);
        List<String> chunks = texts(Chunker.tokens(21, counter), text);
        assertThat(chunks)
                .hasSize(10)
                .allSatisfy(chunk -> assertThat(counter.count(chunk)).isEqualTo(20));
    }

    @Test
    void aCharacterOfTooManyTokensFails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.tokens(3, TokenCounter.estimate()).chunks("a b 語"))
                .withMessage("a chunk has at most 3 tokens, but the character at 4 alone has 4");
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.characters(1))
                .withMessage("a chunk needs at least 2 characters but got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.tokens(0, TokenCounter.estimate()))
                .withMessage("a chunk needs at least 1 tokens but got 0");
        for (int overlap : new int[] {-1, 50, 51, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain(100).overlap(overlap))
                    .withMessage(
                            "overlap should be at least 0 and less than half of the 100 characters of a chunk but is "
                                    + overlap);
        }
        assertThat(plain(100).overlap(49).chunks("text")).hasSize(1);
    }
}
