package io.vicinal.embedding.wire;

/** Half a surrogate pair has no form in UTF-8; a text that was cut in the middle of a character must not fail its whole request. */
final class WholeCharacters {
    private static final char REPLACEMENT = '\uFFFD';

    private WholeCharacters() {}

    /** Returns the text, with a replacement character for each half. */
    static String of(String text) {
        int half = half(text, 0);
        if (half < 0) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text);
        for (; half >= 0; half = half(text, half + 1)) {
            whole.setCharAt(half, REPLACEMENT);
        }
        return whole.toString();
    }

    private static int half(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!Character.isSurrogate(character)) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(character, text.charAt(i + 1))) {
                i++;
            } else {
                return i;
            }
        }
        return -1;
    }
}
