package io.vicinal.cli.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is embedded and found again.
 *
 * @param id the caller's key
 * @param text what is embedded
 * @param metadata everything else: values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, or a {@link List} or
 *     {@link Map} of these; kept in order, copied, unmodifiable, nulls left out
 */
public record Document(String id, String text, Map<String, Object> metadata) {
    /**
     * Copies the metadata.
     *
     * @throws IllegalArgumentException if a metadata value is of another type; the message names it
     */
    public Document {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        metadata = copyOf(metadata);
    }

    private static Map<String, Object> copyOf(Map<?, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value != null) {
                copy.put((String) key, copyOf((String) key, value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return copyOf(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (@Nullable Object element : list) {
                if (element != null) {
                    copy.add(copyOf(key, element));
                }
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("metadata '" + key + "' is a "
                + value.getClass().getSimpleName() + ", not a String, Long, Double, Boolean, List or Map");
    }
}
