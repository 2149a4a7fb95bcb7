package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Fields that only the caller knows. */
public final class JsonTree {
    private JsonTree() {}

    /**
     * Checks that a value can be written.
     *
     * @param name of the field
     * @param value its value
     * @throws IllegalArgumentException if it, or something in it, is no string, number, boolean, list or map
     */
    public static void check(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> check(name, inner));
        } else if (value instanceof Iterable<?> list) {
            list.forEach(inner -> check(name, inner));
        } else if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException("field '%s' holds a %s, which is no string, number, boolean, list or map"
                    .formatted(name, value.getClass().getName()));
        }
    }

    static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object inner : list) {
                write(json, inner);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number) {
            json.writeNumber(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
