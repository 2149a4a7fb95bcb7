package io.vicinal.embedding.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.text.TokenCounter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all texts. */
class ChunkPropertiesTest {
    private static final TokenCounter EXACT = new WithoutHalves(TokenCounter.forModel("text-embedding-3-small"));

    /** Least tokens that any character can be given. */
    private static final int LEAST = 8;

    private static final String[] PARTS = {
        "word",
        "Sentence",
        ". ",
        "? ",
        "! ",
        ", ",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "\r",
        "\t",
        "    ",
        "語",
        "。",
        "漢字かな",
        "한국어 ",
        "ไทย",
        "यह है। ",
        "שלום ",
        "مرحبا. ",
        "é",
        "e\u0301",
        "\u200d",
        "\u00a0",
        "\u3000",
        "😀",
        "👩\u200d👩\u200d👧",
        "\uD83D",
        "\uDE00",
        "\u0000",
        "{\n",
        "}\n",
        ";\n",
        "\n# ",
        "\n## Title\n",
        "\n- ",
        "\n1. ",
        "\n```\n",
        "\n~~~\n",
        "| a | b |\n",
        "|---|---|\n",
        "===\n",
        "---\n",
        "http://a.example/b?c=d",
        "3.14",
        "e.g. "
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(120);
        for (int i = 0; i < parts; i++) {
            String part = PARTS[random.nextInt(PARTS.length)];
            text.append(part.repeat(random.nextInt(30) == 0 ? random.nextInt(200) : 1));
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(TextKind.class)
    void nothingIsLostAndNothingIsTooLong(TextKind kind) {
        Random random = new Random(7);
        for (int run = 0; run < 100; run++) {
            String text = text(random);
            int most = LEAST + random.nextInt(random.nextBoolean() ? 20 : 200);
            int overlap = random.nextInt((most + 1) / 2);
            List<Chunk> byCharacters =
                    Chunker.characters(most).overlap(overlap).kind(kind).chunks(text);
            assertWhole(byCharacters, text);
            assertThat(byCharacters)
                    .allSatisfy(chunk -> assertThat(chunk.text()).hasSizeLessThanOrEqualTo(most));
            for (TokenCounter counter : List.of(EXACT, TokenCounter.estimate())) {
                List<Chunk> byTokens = Chunker.tokens(most, counter)
                        .overlap(overlap)
                        .kind(kind)
                        .chunks(text);
                assertWhole(byTokens, text);
                assertThat(byTokens)
                        .allSatisfy(
                                chunk -> assertThat(counter.count(chunk.text())).isLessThanOrEqualTo(most));
            }
        }
    }

    /** Checks that chunks are parts of a text in order, and that what is between them is white space. */
    private static void assertWhole(List<Chunk> chunks, String text) {
        int from = -1;
        int to = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.text())
                    .isEqualTo(text.substring(chunk.from(), chunk.to()))
                    .isNotBlank();
            assertThat(chunk.text()).isEqualTo(chunk.text().strip());
            assertThat(chunk.from()).isGreaterThan(from);
            assertThat(chunk.to()).isGreaterThan(to);
            assertThat(isWithinCodePoint(text, chunk.from()) || isWithinCodePoint(text, chunk.to()))
                    .isFalse();
            if (chunk.from() > to) {
                assertThat(text.substring(to, chunk.from())).isBlank();
            }
            from = chunk.from();
            to = chunk.to();
        }
        assertThat(text.substring(to)).isBlank();
    }

    private static boolean isWithinCodePoint(String text, int position) {
        return position > 0
                && position < text.length()
                && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
    }

    @ParameterizedTest
    @EnumSource(TextKind.class)
    void chunksAreFullWhereNothingIsBetterThanAnything(TextKind kind) {
        String text = "x".repeat(10_000);
        assertThat(Chunker.characters(99).kind(kind).chunks(text)).hasSize(102);
        TokenCounter pairs = new Pairs();
        assertThat(Chunker.tokens(50, pairs).kind(kind).chunks(text))
                .hasSize(100)
                .allSatisfy(chunk -> assertThat(chunk.text()).hasSize(100));
    }

    /** Characters are counted a few times each, however long runs without a space are. */
    @ParameterizedTest
    @EnumSource(TextKind.class)
    void countingGrowsWithTheText(TextKind kind) {
        for (String unit :
                List.of("x", "字", "x ", "x\n", "\n\nx", ". ", "...a", "x;\n\n", "\n- x", "|", "#", "\n# x", "```\n")) {
            String text = unit.repeat(200_000 / unit.length());
            Pairs counter = new Pairs();
            List<Chunk> chunks =
                    Chunker.tokens(500, counter).overlap(50).kind(kind).chunks(text);
            assertThat(chunks).hasSizeGreaterThan(100);
            assertThat(counter.counted.get())
                    .as("characters counted of %s", unit)
                    .isLessThan(20L * text.length());
        }
    }

    @Test
    void emptyMiddlesDoNoHarm() {
        String text = "a" + " ".repeat(1_000_000) + "b" + "\n".repeat(1_000_000) + "c";
        assertThat(Chunker.characters(10).chunks(text)).extracting(Chunk::text).containsExactly("a", "b", "c");
    }

    /** A tokenizer may assert that there are no half code points. */
    private record WithoutHalves(TokenCounter counter) implements TokenCounter {
        @Override
        public int count(String text) {
            return counter.count(new String(text.getBytes(UTF_8), UTF_8));
        }

        @Override
        public boolean exact() {
            return counter.exact();
        }
    }

    /** One token for each two characters; remembers how many it has seen. */
    private static final class Pairs implements TokenCounter {
        private final AtomicLong counted = new AtomicLong();

        @Override
        public int count(String text) {
            counted.addAndGet(text.length());
            return (text.length() + 1) / 2;
        }

        @Override
        public boolean exact() {
            return true;
        }
    }
}
