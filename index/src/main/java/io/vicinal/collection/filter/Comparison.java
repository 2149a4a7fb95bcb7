package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;

/**
 * Compares a field's value with another.
 *
 * @param field the field's name, not blank
 * @param operator how to compare
 * @param value a String, Boolean, Long or Double; other boxes of numbers become one of the two
 */
public record Comparison(String field, Operator operator, Object value) implements Filter {
    /**
     * Makes a comparison.
     *
     * @throws IllegalArgumentException if the name is blank, the value of another type or not finite, or a boolean that needs an order
     */
    public Comparison {
        Syntax.checkName(field);
        value = Values.checked(field, value);
        if (operator.ordered() && value instanceof Boolean) {
            throw new IllegalArgumentException("field \"%s\": booleans have no order, so %s cannot be asked of %s"
                    .formatted(field, operator, value));
        }
    }

    @Override
    public boolean matches(Metadata metadata) {
        Object stored = metadata.asMap().get(field);
        if (stored == null) {
            return false;
        }
        return switch (operator) {
            case EQ -> Values.equal(stored, value);
            case NE -> !Values.equal(stored, value);
            case GT, GE, LT, LE -> Values.comparable(stored, value) && operator.holds(Values.compare(stored, value));
        };
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(Syntax.name(field), operator, Syntax.literal(value));
    }
}
