package io.vicinal.embedding.input;

import io.vicinal.embedding.text.BlankTexts;
import io.vicinal.embedding.text.LongText;
import io.vicinal.embedding.text.LongTexts;
import io.vicinal.embedding.text.TokenCounter;
import java.util.List;
import java.util.Locale;

/**
 * Deals with texts that can't be sent as they are.
 *
 * @param blankTexts the policy for blank ones
 * @param longTexts the policy for over-long ones
 * @param counter counts their tokens
 * @param maxTokens how many a text may have
 */
public record TextPreparation(BlankTexts blankTexts, LongTexts longTexts, TokenCounter counter, int maxTokens) {
    /** How many times too high an estimate may be: beyond, a text is too long without doubt. */
    private static final int LARGEST_ERROR = 3;

    /**
     * Prepares a text.
     *
     * @param text the text
     * @return what is to be sent for it
     */
    public PreparedText prepare(String text) {
        if (text.isBlank()) {
            return blankTexts == BlankTexts.SKIP ? PreparedText.skipped() : PreparedText.refused("the text is blank");
        }
        int tokens = Math.max(1, counter.count(text));
        return tokens <= maxTokens ? PreparedText.of(List.of(new Piece(text, tokens))) : tooLong(text, tokens);
    }

    private PreparedText tooLong(String text, int tokens) {
        LongText cutter = new LongText(counter, maxTokens);
        if (longTexts == LongTexts.TRUNCATE) {
            // White space at the beginning could be all that fits.
            return PreparedText.of(List.of(piece(cutter.beginning(text.stripLeading()))));
        }
        if (longTexts == LongTexts.CHUNK) {
            return PreparedText.of(cutter.parts(text).stream().map(this::piece).toList());
        }
        if (!counter.exact() && tokens / LARGEST_ERROR <= maxTokens) {
            return PreparedText.of(List.of(new Piece(text, tokens)));
        }
        return longTexts == LongTexts.SKIP
                ? PreparedText.skipped()
                : PreparedText.refused(String.format(
                        Locale.ROOT,
                        "the text has %s%,d tokens but at most %,d are taken",
                        counter.exact() ? "" : "about ",
                        tokens,
                        maxTokens));
    }

    private Piece piece(String text) {
        return new Piece(text, Math.max(1, counter.count(text)));
    }
}
