package io.vicinal.bench.contender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line between the arena and the process of a contender: a word, then fields, separated by tabs. A field with a name has the form
 * {@code name=value}.
 *
 * @param word what it is: {@code ready}, {@code ok}, {@code failed}, or a command
 * @param fields what follows
 */
public record Message(String word, List<String> fields) {
    private static final String SEPARATOR = "\t";

    /**
     * Makes a message of fields without names.
     *
     * @param word what it is
     * @param fields what follows; printed by {@code toString}
     * @return the message
     */
    public static Message of(String word, Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(oneLine(String.valueOf(field)));
        }
        return new Message(word, List.copyOf(texts));
    }

    /**
     * Makes a message of fields with names.
     *
     * @param word what it is
     * @param values by name
     * @return the message
     */
    public static Message of(String word, Map<String, ?> values) {
        return of(
                word,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray());
    }

    /**
     * Reads a line.
     *
     * @param line without its end
     * @return the message
     */
    public static Message parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR, -1));
        return new Message(parts.get(0), parts.subList(1, parts.size()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    /**
     * Returns the fields that have names.
     *
     * @return values by name
     */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : fields) {
            int end = field.indexOf('=');
            if (end > 0) {
                values.put(field.substring(0, end), field.substring(end + 1));
            }
        }
        return values;
    }

    /**
     * Returns a field.
     *
     * @param index its number
     * @return its text
     * @throws IllegalArgumentException if there are not so many
     */
    public String field(int index) {
        if (index >= fields.size()) {
            throw new IllegalArgumentException(
                    "'%s' has %d fields, and number %d is needed".formatted(word, fields.size(), index + 1));
        }
        return fields.get(index);
    }

    /**
     * Returns a field as a number.
     *
     * @param index its number
     * @return its value
     * @throws IllegalArgumentException if it is missing or no number
     */
    public int number(int index) {
        try {
            return Integer.parseInt(field(index));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "field %d of '%s' is no number: %s".formatted(index + 1, word, field(index)), e);
        }
    }

    /** Returns the line, without its end. */
    @Override
    public String toString() {
        return fields.isEmpty() ? word : word + SEPARATOR + String.join(SEPARATOR, fields);
    }
}
