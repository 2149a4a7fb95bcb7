package io.vicinal.cli.document;

import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.metadata.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata as it is read, in the types that a collection keeps and filters: strings, whole numbers, others, booleans and lists of strings.
 *
 * <ul>
 *   <li>An object becomes fields of its own: {@code {"maker": {"name": "Müller"}}} is {@code maker.name}.
 *   <li>Elements of lists that are no strings become their JSON: {@code [38, 39]} is {@code ["38", "39"]}.
 *   <li>Fields without a name are left out; of two that come to the same name the later counts.
 * </ul>
 */
public final class MetadataFields {
    private MetadataFields() {}

    /**
     * Brings metadata into these types.
     *
     * @param values by name: strings, longs, doubles, booleans, lists and maps
     * @return the fields
     */
    public static Metadata of(Map<String, Object> values) {
        Map<String, Object> fields = new LinkedHashMap<>();
        values.forEach((name, value) -> put(fields, whole(name), value));
        return Metadata.of(fields);
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, innerValue) -> put(fields, name + "." + whole(String.valueOf(inner)), innerValue));
        } else if (name.isBlank()) {
            return;
        } else if (value instanceof List<?> list) {
            fields.put(name, list.stream().map(MetadataFields::element).toList());
        } else {
            fields.put(name, value instanceof String text ? whole(text) : value);
        }
    }

    private static String element(Object value) {
        return whole(value instanceof String text ? text : Json.line(value));
    }

    /**
     * Replaces what has no bytes in UTF-8.
     *
     * @param text any text
     * @return the text, with a question mark for half a surrogate pair alone
     */
    public static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
