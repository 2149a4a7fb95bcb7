package io.vicinal.collection.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;

/**
 * A field that something is asked of. Values are a string, a boolean or a number as Java's boxes for primitives: whole ones are taken as
 * longs, the others as doubles. What the questions mean stands at {@link Filter}.
 *
 * @param name the field's name, not blank
 */
public record Field(String name) {
    /**
     * Names a field.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Field {
        Syntax.checkName(name);
    }

    /**
     * Asks whether the value is, or a list has, the one given.
     *
     * @param value a string, number or boolean
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter eq(Object value) {
        return new Comparison(name, Operator.EQ, value);
    }

    /**
     * Asks whether there is a value, but not the one given.
     *
     * @param value a string, number or boolean
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter ne(Object value) {
        return new Comparison(name, Operator.NE, value);
    }

    /**
     * Asks whether the value is greater.
     *
     * @param value a string or number
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter gt(Object value) {
        return new Comparison(name, Operator.GT, value);
    }

    /**
     * Asks whether the value is greater or equal.
     *
     * @param value a string or number
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter ge(Object value) {
        return new Comparison(name, Operator.GE, value);
    }

    /**
     * Asks whether the value is less.
     *
     * @param value a string or number
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter lt(Object value) {
        return new Comparison(name, Operator.LT, value);
    }

    /**
     * Asks whether the value is less or equal.
     *
     * @param value a string or number
     * @return the filter
     * @throws IllegalArgumentException if it is something else, or a number that is not finite
     */
    public Filter le(Object value) {
        return new Comparison(name, Operator.LE, value);
    }

    /**
     * Asks whether the value is, or a list has, one of those given.
     *
     * @param values strings, numbers or booleans, also mixed; without any, no document matches
     * @return the filter
     * @throws IllegalArgumentException if one is something else, or a number that is not finite
     */
    public Filter in(Object... values) {
        return new In(name, Arrays.asList(values));
    }

    /**
     * Asks whether the value is, or a list has, one of those given.
     *
     * @param values strings, numbers or booleans, also mixed, copied; without any, no document matches
     * @return the filter
     * @throws IllegalArgumentException if one is something else, or a number that is not finite
     */
    public Filter in(Collection<?> values) {
        return new In(name, new ArrayList<>(values));
    }

    /**
     * Asks whether a list has the element given, or a string has it as a part.
     *
     * @param text any text
     * @return the filter
     */
    public Filter contains(String text) {
        return new Contains(name, text);
    }

    /**
     * Asks whether there is a value, whatever it is; an empty list is one.
     *
     * @return the filter
     */
    public Filter exists() {
        return new Exists(name);
    }
}
