package io.vicinal.collection.filter;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How names and values are written in a filter's text. */
final class Syntax {
    private static final Map<String, Token.Kind> KEYWORDS = Map.of(
            "and", Token.Kind.AND,
            "or", Token.Kind.OR,
            "not", Token.Kind.NOT,
            "in", Token.Kind.IN,
            "contains", Token.Kind.CONTAINS,
            "exists", Token.Kind.EXISTS,
            "true", Token.Kind.TRUE,
            "false", Token.Kind.FALSE);

    private Syntax() {}

    static Token.@Nullable Kind keyword(String word) {
        return KEYWORDS.get(word.toLowerCase(Locale.ROOT));
    }

    static boolean beginsName(int codePoint) {
        return Character.isLetter(codePoint) || codePoint == '_';
    }

    static boolean continuesName(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '.' || codePoint == '-';
    }

    static void checkName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field must have a name but \"%s\" is blank".formatted(name));
        }
    }

    static String name(String name) {
        boolean plain = beginsName(name.codePointAt(0))
                && name.codePoints().allMatch(Syntax::continuesName)
                && keyword(name) == null;
        return plain ? name : quoted(name, "`");
    }

    static String literal(Object value) {
        return value instanceof String text ? quoted(text, "'") : value.toString();
    }

    private static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }
}
