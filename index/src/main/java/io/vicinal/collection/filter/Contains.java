package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;
import java.util.List;

/**
 * Asks whether a list has an element, or a string a part.
 *
 * @param field the field's name, not blank
 * @param text the whole element, or the part
 */
public record Contains(String field, String text) implements Filter {
    /**
     * Makes the question.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Contains {
        Syntax.checkName(field);
    }

    @Override
    public boolean matches(Metadata metadata) {
        Object stored = metadata.asMap().get(field);
        if (stored instanceof List<?> elements) {
            return elements.contains(text);
        }
        return stored instanceof String whole && whole.contains(text);
    }

    @Override
    public String toString() {
        return "%s contains %s".formatted(Syntax.name(field), Syntax.literal(text));
    }
}
