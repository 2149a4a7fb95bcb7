package io.vicinal.collection.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a filter from text by recursive descent: one method for each rank of operators. For one text. */
final class FilterParser {
    /** So that no text can exhaust the stack. */
    private static final int DEEPEST = 500;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern FLOATING = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private static final String ANY_VALUE = "a string, number, true or false";

    private final String text;
    private final Lexer lexer;
    private Token token;
    private int depth;

    FilterParser(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    Filter parse() {
        Filter filter = any();
        if (token.kind() != Token.Kind.END) {
            throw expected("and, or, or the end");
        }
        return filter;
    }

    private Filter any() {
        List<Filter> filters = new ArrayList<>();
        do {
            filters.add(all());
        } while (accept(Token.Kind.OR));
        return Filter.any(filters);
    }

    private Filter all() {
        List<Filter> filters = new ArrayList<>();
        do {
            filters.add(single());
        } while (accept(Token.Kind.AND));
        return Filter.all(filters);
    }

    private Filter single() {
        Token first = token;
        if (accept(Token.Kind.NOT)) {
            deeper(first);
            Filter filter = Filter.not(single());
            depth--;
            return filter;
        }
        if (accept(Token.Kind.OPEN)) {
            deeper(first);
            Filter filter = any();
            require(Token.Kind.CLOSE, "and, or, or )");
            depth--;
            return filter;
        }
        if (accept(Token.Kind.EXISTS)) {
            require(Token.Kind.OPEN, "( after exists");
            Field field = field("a field's name");
            require(Token.Kind.CLOSE, ")");
            return field.exists();
        }
        return question(field("a field's name, not, exists or ("));
    }

    private void deeper(Token first) {
        if (++depth > DEEPEST) {
            throw new FilterSyntaxException(
                    text, first.position(), "a filter nested at most " + DEEPEST + " deep", "but this is deeper");
        }
    }

    private Field field(String expected) {
        Token name = token;
        require(Token.Kind.NAME, expected);
        return Filter.field(name.text());
    }

    private Filter question(Field field) {
        Token operator = token;
        if (accept(Token.Kind.OPERATOR)) {
            return comparison(field, Operator.of(operator.text()));
        }
        if (accept(Token.Kind.CONTAINS)) {
            Token part = token;
            require(Token.Kind.STRING, "a string");
            return field.contains(part.text());
        }
        if (accept(Token.Kind.IN)) {
            require(Token.Kind.OPEN, "( after in");
            return field.in(values());
        }
        throw expected("one of = != > >= < <= in contains");
    }

    private Filter comparison(Field field, Operator operator) {
        boolean truth = token.kind() == Token.Kind.TRUE || token.kind() == Token.Kind.FALSE;
        if (operator.ordered() && truth) {
            throw expected("a string or number, as booleans have no order,");
        }
        return new Comparison(field.name(), operator, value(operator.ordered() ? "a string or number" : ANY_VALUE));
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        if (accept(Token.Kind.CLOSE)) {
            return values;
        }
        do {
            values.add(value(ANY_VALUE));
        } while (accept(Token.Kind.COMMA));
        require(Token.Kind.CLOSE, ", or )");
        return values;
    }

    private Object value(String expected) {
        Object value = switch (token.kind()) {
            case STRING -> token.text();
            case NUMBER -> number();
            case TRUE -> true;
            case FALSE -> false;
            default -> throw expected(expected);
        };
        token = lexer.next();
        return value;
    }

    private Object number() {
        if (WHOLE.matcher(token.text()).matches()) {
            try {
                return Long.valueOf(token.text());
            } catch (NumberFormatException e) {
                throw expected("a whole number of 64 bits, or a fraction or exponent for a double,");
            }
        }
        if (!FLOATING.matcher(token.text()).matches()) {
            throw expected("a number");
        }
        double number = Double.parseDouble(token.text());
        if (Double.isInfinite(number)) {
            throw expected("a number in the range of a double");
        }
        return number;
    }

    private boolean accept(Token.Kind kind) {
        if (token.kind() != kind) {
            return false;
        }
        token = lexer.next();
        return true;
    }

    private void require(Token.Kind kind, String expected) {
        if (!accept(kind)) {
            throw expected(expected);
        }
    }

    private FilterSyntaxException expected(String expected) {
        return new FilterSyntaxException(text, token.position(), expected, "but found " + token.shown());
    }
}
