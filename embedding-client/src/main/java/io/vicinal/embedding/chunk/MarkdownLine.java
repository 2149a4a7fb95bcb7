package io.vicinal.embedding.chunk;

/** What a line of Markdown looks like. Lines are given by their ends in a text; what ends them doesn't matter. */
final class MarkdownLine {
    private static final int MOST_LEVELS = 6;
    private static final int FENCE = 3;

    private MarkdownLine() {}

    /** Tells whether a line is a heading by its number signs. */
    static boolean isHeading(String text, int from, int to) {
        int start = indentation(text, from, to);
        int levels = run(text, start, to, '#');
        int end = start + levels;
        return levels > 0 && levels <= MOST_LEVELS && (end == to || Character.isWhitespace(text.charAt(end)));
    }

    /** Tells whether a line makes the one before a heading. */
    static boolean isUnderline(String text, int from, int to) {
        int start = indentation(text, from, to);
        if (start == to) {
            return false;
        }
        char sign = text.charAt(start);
        return (sign == '=' || sign == '-') && WhiteSpace.isAll(text, start + run(text, start, to, sign), to);
    }

    /** Returns how many signs open a fence, 0 if none does. */
    static int fence(String text, int from, int to) {
        int start = indentation(text, from, to);
        int signs = start == to || !isFenceSign(text.charAt(start)) ? 0 : run(text, start, to, text.charAt(start));
        return signs < FENCE ? 0 : signs;
    }

    private static boolean isFenceSign(char sign) {
        return sign == '`' || sign == '~';
    }

    /** Tells whether a line closes a fence of so many signs. */
    static boolean closes(String text, int from, int to, char sign, int signs) {
        int start = indentation(text, from, to);
        int run = run(text, start, to, sign);
        return run >= signs && WhiteSpace.isAll(text, start + run, to);
    }

    /** Tells whether a line is an item of a list, at any depth. */
    static boolean isItem(String text, int from, int to) {
        int start = WhiteSpace.after(text, from, to);
        int end = start;
        if (end < to && "-*+".indexOf(text.charAt(end)) >= 0) {
            end++;
        } else {
            while (end < to && isDigit(text.charAt(end))) {
                end++;
            }
            boolean isNumber = end > start && end < to && (text.charAt(end) == '.' || text.charAt(end) == ')');
            end = isNumber ? end + 1 : start;
        }
        return end > start && end < to && Character.isWhitespace(text.charAt(end));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Tells whether a line stands between the head of a table and its rows. */
    static boolean isTableRule(String text, int from, int to) {
        boolean bar = false;
        boolean dash = false;
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            bar |= character == '|';
            dash |= character == '-';
            if ("|-: \t\r\n".indexOf(character) < 0) {
                return false;
            }
        }
        return bar && dash;
    }

    static boolean hasBar(String text, int from, int to) {
        return text.indexOf('|', from, to) >= 0;
    }

    static boolean isIndented(String text, int from) {
        return text.charAt(from) == ' ' || text.charAt(from) == '\t';
    }

    /** Skips up to three spaces. */
    private static int indentation(String text, int from, int to) {
        return from + Math.min(3, run(text, from, to, ' '));
    }

    private static int run(String text, int from, int to, char sign) {
        int end = from;
        while (end < to && text.charAt(end) == sign) {
            end++;
        }
        return end - from;
    }
}
