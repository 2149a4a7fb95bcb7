package io.vicinal.embedding.chunk;

/** Lines end with {@code \n}, {@code \r\n} or {@code \r}, which belong to them. */
final class Lines {
    private Lines() {}

    /** Returns where the line after the one at a position begins; the end of the text if there is none. */
    static int next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n') {
                return i + 1;
            }
            if (character == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    /** Tells whether a line of code belongs to the one before: it is indented, or closes something. */
    static boolean isContinued(String text, int from) {
        char first = text.charAt(from);
        return Character.isWhitespace(first) || first == '}' || first == ')' || first == ']';
    }
}
