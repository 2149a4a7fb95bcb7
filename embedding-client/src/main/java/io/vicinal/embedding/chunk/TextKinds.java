package io.vicinal.embedding.chunk;

/** Guesses what a text is. */
final class TextKinds {
    private static final int LINES_READ = 1_000;
    private static final int CHARACTERS_READ = 100_000;
    private static final int INDENTATION = 4;

    /** Longer lines are paragraphs, indented or not. */
    private static final int LONGEST_OF_CODE = 200;

    private static final int LEAST_OF_CODE = 3;

    private final String text;
    private int lines;
    private int fences;
    private int headings;
    private int code;

    private TextKinds(String text) {
        this.text = text;
    }

    static TextKind detect(String text) {
        TextKinds seen = new TextKinds(text);
        int end = Math.min(CHARACTERS_READ, text.length());
        for (int line = 0; line < end && seen.lines < LINES_READ; ) {
            int next = Lines.next(text, line);
            seen.read(line, next);
            line = next;
        }
        if (seen.fences > 0) {
            return TextKind.MARKDOWN;
        }
        if (seen.code >= LEAST_OF_CODE && seen.code * 2 >= seen.lines) {
            return TextKind.CODE;
        }
        return seen.headings > 0 ? TextKind.MARKDOWN : TextKind.PLAIN;
    }

    private void read(int from, int to) {
        int end = WhiteSpace.before(text, from, to);
        if (end == from) {
            return;
        }
        lines++;
        if (MarkdownLine.fence(text, from, to) > 0) {
            fences++;
        } else if (MarkdownLine.isHeading(text, from, to)) {
            headings++;
        } else if (isCode(from, end)) {
            code++;
        }
    }

    private boolean isCode(int from, int end) {
        char last = text.charAt(end - 1);
        if (last == ';' || last == '{' || last == '}') {
            return true;
        }
        boolean isIndented = text.charAt(from) == '\t' || WhiteSpace.after(text, from, end) - from >= INDENTATION;
        return isIndented
                && end - from <= LONGEST_OF_CODE
                && !MarkdownLine.isItem(text, from, end)
                && ".!?".indexOf(last) < 0;
    }
}
