package io.vicinal.collection.filter;

/** Cuts a filter's text into tokens. */
final class Lexer {
    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** Returns the next token; at the end always {@link Token.Kind#END}. */
    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        char first = text.charAt(at);
        return switch (first) {
            case '(' -> symbol(Token.Kind.OPEN, 1);
            case ')' -> symbol(Token.Kind.CLOSE, 1);
            case ',' -> symbol(Token.Kind.COMMA, 1);
            case '=' -> symbol(Token.Kind.OPERATOR, 1);
            case '>', '<' -> symbol(Token.Kind.OPERATOR, text.startsWith("=", at + 1) ? 2 : 1);
            case '!' -> notEqual();
            case '\'', '"' -> new Token(Token.Kind.STRING, quoted(first), start);
            case '`' -> name(start);
            default -> wordOrNumber(start);
        };
    }

    private Token symbol(Token.Kind kind, int length) {
        int start = at;
        at += length;
        return new Token(kind, text.substring(start, at), start);
    }

    private Token notEqual() {
        if (!text.startsWith("=", at + 1)) {
            throw new FilterSyntaxException(text, at + 1, "=", "to make !=");
        }
        return symbol(Token.Kind.OPERATOR, 2);
    }

    /** Reads what stands between two quotes, where two quotes in a row stand for one. */
    private String quoted(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw new FilterSyntaxException(text, start, "a closing " + quote, "but there is none");
            }
            content.append(text, at, end);
            at = end + 1;
            if (at == text.length() || text.charAt(at) != quote) {
                return content.toString();
            }
            content.append(quote);
            at++;
        }
    }

    private Token name(int start) {
        String name = quoted('`');
        if (name.isBlank()) {
            throw new FilterSyntaxException(text, start, "a field's name", "but it is blank");
        }
        return new Token(Token.Kind.NAME, name, start);
    }

    private Token wordOrNumber(int start) {
        int first = text.codePointAt(at);
        if (Syntax.beginsName(first)) {
            while (at < text.length() && Syntax.continuesName(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            String word = text.substring(start, at);
            Token.Kind keyword = Syntax.keyword(word);
            return new Token(keyword == null ? Token.Kind.NAME : keyword, word, start);
        }
        if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.') {
            return number(start);
        }
        throw new FilterSyntaxException(
                text, start, "a name, value or operator", "but found " + Character.toString(first));
    }

    /** Takes all that could belong to a number; whether it is one is seen when it is read. */
    private Token number(int start) {
        at++;
        while (at < text.length() && continuesNumber(text.charAt(at), text.charAt(at - 1))) {
            at++;
        }
        return new Token(Token.Kind.NUMBER, text.substring(start, at), start);
    }

    private static boolean continuesNumber(char next, char before) {
        boolean signOfExponent = (next == '+' || next == '-') && (before == 'e' || before == 'E');
        return signOfExponent || next == '.' || next == '_' || Character.isLetterOrDigit(next);
    }
}
