package io.vicinal.embedding.text;

/** Where a text may be cut. */
final class TextCut {
    private TextCut() {}

    /**
     * Finds the end of a piece: before a space in its last quarter if there is one, never within a character.
     *
     * @param from where the piece begins
     * @param length characters it may have, at least 2
     * @return where it ends, more than {@code from}
     */
    static int end(String text, int from, int length) {
        if (text.length() - from <= length) {
            return text.length();
        }
        int end = from + length;
        for (int i = end; i > end - length / 4; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(end)) && Character.isHighSurrogate(text.charAt(end - 1))
                ? end - 1
                : end;
    }
}
