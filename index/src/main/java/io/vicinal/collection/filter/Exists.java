package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;

/**
 * Asks whether there is a field.
 *
 * @param field the field's name, not blank
 */
public record Exists(String field) implements Filter {
    /**
     * Makes the question.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Exists {
        Syntax.checkName(field);
    }

    @Override
    public boolean matches(Metadata metadata) {
        return metadata.asMap().containsKey(field);
    }

    @Override
    public String toString() {
        return "exists(%s)".formatted(Syntax.name(field));
    }
}
