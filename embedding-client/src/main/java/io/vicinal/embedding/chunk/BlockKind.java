package io.vicinal.embedding.chunk;

import java.util.List;

/** What a block is, which says how it is cut if it is too long. */
enum BlockKind {
    HEADING,
    PROSE,
    LIST,
    TABLE,
    CODE;

    /** Returns the ways to cut it, each for those parts that were too long after the one before. */
    List<Cut> cuts() {
        return switch (this) {
            case HEADING, PROSE -> List.of(Cut.SENTENCES, Cut.SPACES, Cut.WORDS, Cut.CHARACTERS);
            case LIST -> List.of(Cut.ITEMS, Cut.SENTENCES, Cut.SPACES, Cut.WORDS, Cut.CHARACTERS);
            case TABLE -> List.of(Cut.LINES, Cut.SPACES, Cut.WORDS, Cut.CHARACTERS);
            case CODE -> List.of(Cut.BLANK_LINES, Cut.LINES, Cut.SPACES, Cut.WORDS, Cut.CHARACTERS);
        };
    }

    /** Returns what chunks that overlap repeat. */
    Cut repeated() {
        return switch (this) {
            case HEADING, PROSE -> Cut.SENTENCES;
            case LIST -> Cut.ITEMS;
            case TABLE, CODE -> Cut.LINES;
        };
    }
}
