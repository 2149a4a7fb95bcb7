package io.vicinal.collection.filter;

/**
 * A text is not a filter. The message says where and what was expected, and shows the place:
 *
 * <pre>{@code
 * position 8: expected a string or number but found )
 * year >= ) and lang = 'de'
 *         ^
 * }</pre>
 */
public final class FilterSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Characters shown before and after the place. */
    private static final int SHOWN = 60;

    /** In {@code char}s from the beginning of the text. */
    private final int position;

    /** What could stand there. */
    private final String expected;

    /**
     * Reports a mistake.
     *
     * @param text the whole text
     * @param position where in it
     * @param expected what could stand there
     * @param found what does, as the end of the sentence
     */
    FilterSyntaxException(String text, int position, String expected, String found) {
        super("position %d: expected %s %s%n%s".formatted(position, expected, found, picture(text, position)));
        this.position = position;
        this.expected = expected;
    }

    /** Returns the line of the position, or what is around it in a long one, and below it a caret. */
    private static String picture(String text, int position) {
        int from = position;
        while (from > 0 && position - from < SHOWN && !endsLine(text.charAt(from - 1))) {
            from--;
        }
        int to = position;
        while (to < text.length() && to - position < SHOWN && !endsLine(text.charAt(to))) {
            to++;
        }
        String blank = text.substring(from, position).replaceAll("[^\\t]", " ");
        return "%s%n%s^".formatted(text.substring(from, to), blank);
    }

    private static boolean endsLine(char character) {
        return character == '\n' || character == '\r';
    }

    /**
     * Returns where the mistake is.
     *
     * @return {@code char}s from the beginning of the text, which is 0; the text's length if something is missing at its end
     */
    public int position() {
        return position;
    }

    /**
     * Returns what could stand there.
     *
     * @return such as {@code a string, number, true or false}
     */
    public String expected() {
        return expected;
    }
}
