package io.vicinal.analysis;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the sentences of a text: what ends with a full stop or the like, at an empty line, or where a line of a list or a table begins. */
final class Sentences {
    /** Longer ones, of texts without punctuation, are cut between words: a part that is as long as the text points at nothing. */
    private static final int LONGEST = 400;

    /**
     * A part of a text, without white space around it.
     *
     * @param from where it begins, in UTF-16 characters
     * @param to where it ends, exclusive
     */
    record Span(int from, int to) {
        String in(String text) {
            return text.substring(from, to);
        }
    }

    private Sentences() {}

    static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = endOfParagraph(text, from);
            addParagraph(text, from, to, spans);
            from = to;
        }
        return spans;
    }

    /** A line end that something other than a small letter follows ends a paragraph: lines are broken within sentences too. */
    private static int endOfParagraph(String text, int from) {
        for (int end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (end + 1 == text.length() || !Character.isLowerCase(text.codePointAt(end + 1))) {
                return end + 1;
            }
        }
        return text.length();
    }

    private static void addParagraph(String text, int start, int end, List<Span> spans) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.substring(start, end));
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            addCut(text, start + from, start + to, spans);
            from = to;
        }
    }

    private static void addCut(String text, int start, int end, List<Span> spans) {
        int from = start;
        while (end - from > LONGEST) {
            int cut = text.lastIndexOf(' ', from + LONGEST);
            if (cut <= from) {
                cut = from + LONGEST;
                cut -= Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
            }
            addStripped(text, from, cut, spans);
            from = cut;
        }
        addStripped(text, from, end, spans);
    }

    private static void addStripped(String text, int start, int end, List<Span> spans) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            spans.add(new Span(from, to));
        }
    }
}
