package io.vicinal.embedding.chunk;

/** White space as {@link String#strip} sees it. All of it is outside the surrogates. */
final class WhiteSpace {
    private WhiteSpace() {}

    /** Returns where the white space that begins at a position ends, at the latest at {@code to}. */
    static int after(String text, int from, int to) {
        int position = from;
        while (position < to && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position;
    }

    /** Returns where the white space that ends at a position begins, at the earliest at {@code from}. */
    static int before(String text, int from, int to) {
        int position = to;
        while (position > from && Character.isWhitespace(text.charAt(position - 1))) {
            position--;
        }
        return position;
    }

    static boolean isAll(String text, int from, int to) {
        return after(text, from, to) == to;
    }
}
