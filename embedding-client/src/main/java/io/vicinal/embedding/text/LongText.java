package io.vicinal.embedding.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text that is too long for a model. */
public final class LongText {
    private final TokenCounter counter;
    private final int maxTokens;

    /**
     * Makes a cutter.
     *
     * @param counter counts the tokens of parts
     * @param maxTokens of each part, at least 1
     */
    public LongText(TokenCounter counter, int maxTokens) {
        this.counter = counter;
        this.maxTokens = maxTokens;
    }

    /**
     * Returns the beginning of a text.
     *
     * @param text the text
     * @return as much as fits
     */
    public String beginning(String text) {
        return text.substring(0, end(text, 0));
    }

    /**
     * Cuts a text into parts that fit. White space between them belongs to none, and nothing else is lost.
     *
     * @param text the text, not blank
     * @return its parts in order
     */
    public List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from);
            String part = text.substring(from, to).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            from = to;
        }
        return parts;
    }

    /** Doubles a length until it is too long, then halves the doubt. A part is never less than one character. */
    private int end(String text, int from) {
        int fits = 2;
        int over = Math.max(4, maxTokens);
        while (fits(text, from, over)) {
            fits = over;
            if (TextCut.end(text, from, over) == text.length()) {
                return text.length();
            }
            over = Math.multiplyExact(over, 2);
        }
        while (over - fits > 1 + fits / 64) {
            int middle = (fits + over) >>> 1;
            if (fits(text, from, middle)) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return TextCut.end(text, from, fits);
    }

    private boolean fits(String text, int from, int length) {
        return counter.count(text.substring(from, TextCut.end(text, from, length))) <= maxTokens;
    }
}
