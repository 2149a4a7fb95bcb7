package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;
import java.util.List;

/**
 * Which documents are wanted, by their fields: an expression, immutable, whose {@code toString()} is text that {@link #parse} reads
 * again. Two filters are equal if they say the same in the same order.
 *
 * <p>In general:
 *
 * <ul>
 *   <li>A document without the field matches nothing that is asked of it, and neither {@code ne}: {@code lang != 'de'} is for documents
 *       that have a {@code lang}. {@code not (lang = 'de')} is for those without too.
 *   <li>Longs and doubles are compared by the numbers they are, exactly: 9007199254740993 is greater than 9007199254740992.0, and 2 is
 *       equal to 2.0.
 *   <li>Values of different types are never equal and have no order: a string never equals a number. So {@code ne} is true of them,
 *       if the field is there.
 *   <li>Strings are in the order of {@link String#compareTo}. Booleans have no order.
 *   <li>A list is equal to a value, or {@code in} several, if any of its elements is, and {@code ne} if none is. It has no order.
 *   <li>{@code contains} asks for an element of a list, or for a part of a string; upper and lower case differ.
 * </ul>
 *
 * <p>As text, {@code and} binds closer than {@code or}, and {@code not} closer than both:
 *
 * <pre>{@code
 * year >= 2020 and lang in ('de', 'fr') and not (tags contains 'draft') and exists(price)
 * }</pre>
 *
 * <ul>
 *   <li>Operators: {@code = != > >= < <= in contains}; words may be in upper case.
 *   <li>Fields: a letter or {@code _}, then letters, digits, {@code _}, {@code .} and {@code -}; in backquotes anything, with {@code ``}
 *       for a backquote.
 *   <li>Strings: in single or double quotes, with the quote twice for one of it.
 *   <li>Numbers: with a sign, a fraction and an exponent, or without. Those with a fraction or an exponent are doubles.
 *   <li>Booleans: {@code true} and {@code false}.
 * </ul>
 */
public sealed interface Filter permits And, Comparison, Contains, Exists, In, Not, Or {
    /**
     * Names a field to ask something of.
     *
     * @param name its name
     * @return the field
     * @throws IllegalArgumentException if the name is blank
     */
    static Field field(String name) {
        return new Field(name);
    }

    /**
     * Wants what another filter does not.
     *
     * @param filter the other
     * @return the filter
     */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /**
     * Wants what all of several filters want.
     *
     * @param filters one or more, copied
     * @return the filter
     * @throws IllegalArgumentException if there are none
     */
    static Filter all(List<Filter> filters) {
        return filters.size() == 1 ? filters.get(0) : new And(filters);
    }

    /**
     * Wants what any of several filters wants.
     *
     * @param filters one or more, copied
     * @return the filter
     * @throws IllegalArgumentException if there are none
     */
    static Filter any(List<Filter> filters) {
        return filters.size() == 1 ? filters.get(0) : new Or(filters);
    }

    /**
     * Reads a filter.
     *
     * @param text an expression as described above, with at most 500 parentheses and {@code not} around each other
     * @return the filter
     * @throws FilterSyntaxException if it is none, with the position and what was expected there
     */
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    /**
     * Tells whether a document is wanted.
     *
     * @param metadata its fields
     * @return true if it is
     */
    boolean matches(Metadata metadata);

    /**
     * Wants what this and another filter want.
     *
     * @param other the other
     * @return the filter
     */
    default Filter and(Filter other) {
        return new And(List.of(this, other));
    }

    /**
     * Wants what this or another filter wants, or both.
     *
     * @param other the other
     * @return the filter
     */
    default Filter or(Filter other) {
        return new Or(List.of(this, other));
    }
}
