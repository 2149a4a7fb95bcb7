package io.vicinal.embedding.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers of the caller's. They may hold secrets, so no message repeats a value. */
final class Headers {
    /** What the JDK does not let through, or what would make an answer unreadable. */
    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "accept-encoding",
            "expect",
            "host",
            "upgrade");

    private final Map<String, String> values = new LinkedHashMap<>();

    void add(String name, String value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException("'%s' is no name of a header".formatted(name));
        }
        if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header '%s' is set by the client".formatted(name));
        }
        if (!value.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new IllegalArgumentException("the value of header '%s' can't stand in a header".formatted(name));
        }
        values.put(name, value);
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }
}
