package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks whether a field's value is, or a list has, one of several.
 *
 * @param field the field's name, not blank
 * @param values each a String, Boolean, Long or Double; other boxes of numbers become one of the two, and what repeats is left out
 */
public record In(String field, List<Object> values) implements Filter {
    /**
     * Makes the question.
     *
     * @throws IllegalArgumentException if the name is blank, or a value of another type or not finite
     */
    public In {
        Syntax.checkName(field);
        Set<Object> distinct = LinkedHashSet.newLinkedHashSet(values.size());
        for (Object value : values) {
            distinct.add(Values.checked(field, value));
        }
        values = List.copyOf(distinct);
    }

    @Override
    public boolean matches(Metadata metadata) {
        Object stored = metadata.asMap().get(field);
        if (stored == null) {
            return false;
        }
        for (Object value : values) {
            if (Values.equal(stored, value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return values.stream()
                .map(Syntax::literal)
                .collect(Collectors.joining(", ", Syntax.name(field) + " in (", ")"));
    }
}
