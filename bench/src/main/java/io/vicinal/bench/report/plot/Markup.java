package io.vicinal.bench.report.plot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes elements of HTML or SVG, well-formed whatever the names and texts are. For one thread at a time. */
public final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param name of the element
     * @param attributes names and values by turns
     * @return this
     */
    public Markup open(String name, Object... attributes) {
        start(name, attributes);
        text.append('>');
        open.push(name);
        return this;
    }

    /**
     * Ends the element that was begun last.
     *
     * @return this
     */
    public Markup close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /**
     * Writes an element that holds nothing.
     *
     * @param name of the element
     * @param attributes names and values by turns
     * @return this
     */
    public Markup empty(String name, Object... attributes) {
        start(name, attributes);
        text.append("/>");
        return this;
    }

    /**
     * Writes an element that holds a text.
     *
     * @param name of the element
     * @param content what it holds
     * @param attributes names and values by turns
     * @return this
     */
    public Markup element(String name, String content, Object... attributes) {
        return open(name, attributes).text(content).close();
    }

    /**
     * Writes a text.
     *
     * @param content what to write
     * @return this
     */
    public Markup text(String content) {
        text.append(escape(content));
        return this;
    }

    /**
     * Writes what is markup already.
     *
     * @param markup what to write
     * @return this
     */
    public Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    private void start(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String shown = value instanceof Double number ? coordinate(number) : String.valueOf(value);
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(shown))
                    .append('"');
        }
    }

    /** A tenth of a pixel is as good as the exact place. */
    static String coordinate(double value) {
        String tenths = String.format(Locale.ROOT, "%.1f", value);
        return tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths;
    }

    /**
     * Returns a part of a length.
     *
     * @param part 0 to 1
     * @return a percentage
     */
    public static String percent(double part) {
        return coordinate(100 * part) + "%";
    }

    /**
     * Returns a text as it stands in markup. Control characters, which XML refuses, become spaces.
     *
     * @param content a text
     * @return the same, without signs that mean something
     */
    public static String escape(String content) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char sign = content.charAt(i);
            switch (sign) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(sign < ' ' || sign >= '\ufffe' ? ' ' : sign);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
