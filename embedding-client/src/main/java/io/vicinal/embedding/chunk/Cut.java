package io.vicinal.embedding.chunk;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ways to cut a part of a text into smaller ones. White space always belongs to what stands before it. */
enum Cut {
    BLANK_LINES {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            boolean blank = false;
            for (int line = from; line < to; ) {
                int next = Math.min(to, Lines.next(text, line));
                boolean isBlank = WhiteSpace.isAll(text, line, next);
                if (blank && !isBlank) {
                    add(text, WhiteSpace.after(text, line, next), from, to, ends);
                }
                blank = isBlank;
                line = next;
            }
        }
    },

    LINES {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            for (int line = Lines.next(text, from); line < to; line = Lines.next(text, line)) {
                int next = Math.min(to, Lines.next(text, line));
                if (!WhiteSpace.isAll(text, line, next)) {
                    add(text, WhiteSpace.after(text, line, next), from, to, ends);
                }
            }
        }
    },

    /** Of a list. */
    ITEMS {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            for (int line = Lines.next(text, from); line < to; line = Lines.next(text, line)) {
                int next = Math.min(to, Lines.next(text, line));
                if (MarkdownLine.isItem(text, line, next)) {
                    add(text, WhiteSpace.after(text, line, next), from, to, ends);
                }
            }
        }
    },

    SENTENCES {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            iterate(BreakIterator.getSentenceInstance(Locale.ROOT), text, from, to, ends);
        }
    },

    /** Between words that have space between them. */
    SPACES {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            for (int i = from + 1; i < to; i++) {
                if (Character.isWhitespace(text.charAt(i - 1))) {
                    add(text, i, from, to, ends);
                }
            }
        }
    },

    /** Between words that have none, and at punctuation. */
    WORDS {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            iterate(BreakIterator.getWordInstance(Locale.ROOT), text, from, to, ends);
        }
    },

    CHARACTERS {
        @Override
        void ends(String text, int from, int to, IntStream.Builder ends) {
            for (int i = from + 1; i < to; i++) {
                add(text, i, from, to, ends);
            }
        }
    };

    abstract void ends(String text, int from, int to, IntStream.Builder ends);

    /** Returns where the parts end, in order; the last is {@code to}. */
    final int[] ends(String text, int from, int to) {
        IntStream.Builder ends = IntStream.builder();
        ends(text, from, to, ends);
        return ends.add(to).build().toArray();
    }

    private static void iterate(BreakIterator breaks, String text, int from, int to, IntStream.Builder ends) {
        breaks.setText(text.substring(from, to));
        breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            add(text, from + end, from, to, ends);
        }
    }

    /** Adds an end, if it is within the part, and neither within a code point nor before white space. */
    private static void add(String text, int end, int from, int to, IntStream.Builder ends) {
        if (end > from
                && end < to
                && !Character.isWhitespace(text.charAt(end))
                && !Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
            ends.add(end);
        }
    }
}
