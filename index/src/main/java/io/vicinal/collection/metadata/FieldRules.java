package io.vicinal.collection.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fields may be called and what they may hold. */
final class FieldRules {
    private FieldRules() {}

    static String name(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field must have a name but \"%s\" is blank".formatted(name));
        }
        int wrong = loneSurrogate(name);
        if (wrong >= 0) {
            throw new IllegalArgumentException(
                    "a field's name must be Unicode but has half a character at position " + wrong);
        }
        return name;
    }

    /** Returns a value in the form it is kept in. */
    static Object value(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text(name, text);
        }
        if (value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return number(name, ((Number) value).doubleValue());
        }
        if (value instanceof Collection<?> elements) {
            return texts(name, elements);
        }
        throw new IllegalArgumentException(
                "field \"%s\" must be a string, long, double, boolean or list of strings but is %s"
                        .formatted(name, kind(value)));
    }

    /** Negative zero becomes zero, which it is equal to, so that equal values have equal bytes. */
    private static Double number(String name, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("field \"%s\" must be a number but is NaN".formatted(name));
        }
        return value + 0.0;
    }

    private static List<String> texts(String name, Collection<?> elements) {
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw new IllegalArgumentException("field \"%s\" must be a list of strings but element %d is %s"
                        .formatted(name, texts.size(), kind(element)));
            }
            texts.add(text(name, text));
        }
        return List.copyOf(texts);
    }

    private static String text(String name, String text) {
        int wrong = loneSurrogate(text);
        if (wrong >= 0) {
            throw new IllegalArgumentException(
                    "field \"%s\" must be Unicode but has half a character at position %d".formatted(name, wrong));
        }
        return text;
    }

    /** Returns where half of a surrogate pair stands alone, which UTF-8 cannot say, or -1. */
    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "null" : "a " + value.getClass().getTypeName();
    }
}
