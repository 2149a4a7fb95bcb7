package io.vicinal.embedding.http;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must not be printed, also where a host or a library repeats it: the key, and the values of the caller's own headers. */
final class Secrets {
    /** What is shorter is no secret but a word that messages may need. */
    private static final int SHORTEST = 8;

    private final @Nullable ApiKey key;
    private final List<String> values;

    Secrets(@Nullable ApiKey key, Collection<String> headerValues) {
        this.key = key;
        this.values = headerValues.stream()
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST)
                .toList();
    }

    /** Returns a text without secrets. */
    String redact(String text) {
        String clean = key == null ? text : key.redact(text);
        for (String value : values) {
            clean = clean.replace(value, "…");
        }
        return clean;
    }
}
