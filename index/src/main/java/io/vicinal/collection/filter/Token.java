package io.vicinal.collection.filter;

/**
 * A piece of a filter's text.
 *
 * @param kind what it is
 * @param text what it says: of a name or string what stands between its quotes
 * @param position where it begins
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        AND,
        OR,
        NOT,
        IN,
        CONTAINS,
        EXISTS,
        TRUE,
        FALSE,
        END
    }

    /** What a reader of an error sees in its place. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "a string";
            case NAME -> "the name " + text;
            default -> text;
        };
    }
}
