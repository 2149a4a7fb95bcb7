package io.vicinal.format;

import io.vicinal.storage.CorruptFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses the dictionary of a {@code .npy} header. It is a Python literal, but NumPy only ever writes three keys, so this is no
 * parser of Python: a type that is not a plain string (an array of records) is only stepped over, to be named when it is refused.
 */
final class NpyHeaderParser {
    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_QUOTE = 80;

    private final OpenFile file;
    private final int base;
    private final String text;
    private int position;

    /** {@code text} has one character for each byte, and stands at {@code base} in the file. */
    NpyHeaderParser(OpenFile file, int base, String text) {
        this.file = file;
        this.base = base;
        this.text = text;
    }

    NpyHeader parse() {
        String description = "";
        boolean fortranOrder = false;
        List<Long> shape = List.of();
        Set<String> keys = new HashSet<>();
        expect('{');
        while (!accept('}')) {
            int start = position;
            String key = string();
            if (!keys.add(key)) {
                throw corrupt(start, "the key " + key + " stands twice in the header");
            }
            expect(':');
            switch (key) {
                case "'descr'" -> description = description();
                case "'fortran_order'" -> fortranOrder = truth();
                case "'shape'" -> shape = shape();
                default -> throw corrupt(start, "the header has an unknown key: " + key);
            }
            if (!accept(',') && peek() != '}') {
                throw expected("',' or '}'");
            }
        }
        if (keys.size() != 3) {
            throw corrupt(0, "expected the keys 'descr', 'fortran_order' and 'shape' but found " + keys);
        }
        peek();
        if (position < text.length()) {
            throw expected("nothing but blanks after the dictionary");
        }
        return new NpyHeader(description, fortranOrder, shape, base + text.length());
    }

    private String description() {
        char first = peek();
        if (first == '\'' || first == '"') {
            String quoted = string();
            return quoted.substring(1, quoted.length() - 1);
        }
        if (first != '[' && first != '(') {
            throw expected("an element type");
        }
        return bracketed();
    }

    /** Steps over a list or tuple. Counts brackets, so that no depth of nesting can overflow the stack. */
    private String bracketed() {
        int start = position;
        int depth = 0;
        do {
            char next = peek();
            if (next == 0) {
                throw expected("a closing bracket");
            }
            if (next == '\'' || next == '"') {
                string();
                continue;
            }
            if (next == '[' || next == '(') {
                depth++;
            } else if (next == ']' || next == ')') {
                depth--;
            }
            position++;
        } while (depth > 0);
        return shown(text.substring(start, position));
    }

    private boolean truth() {
        peek();
        if (text.startsWith("True", position)) {
            position += "True".length();
            return true;
        }
        if (text.startsWith("False", position)) {
            position += "False".length();
            return false;
        }
        throw expected("True or False");
    }

    private List<Long> shape() {
        List<Long> axes = new ArrayList<>();
        boolean comma = true;
        expect('(');
        while (!accept(')')) {
            if (!comma) {
                throw expected("',' or ')'");
            }
            axes.add(number());
            comma = accept(',');
        }
        if (axes.size() == 1 && !comma) {
            throw corrupt(position - 1, "expected ',' since one number in brackets is no tuple in Python");
        }
        return List.copyOf(axes);
    }

    private long number() {
        peek();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw expected("a number");
        }
        if (position - start > LONGEST_NUMBER) {
            throw corrupt(start, "expected a number of at most " + LONGEST_NUMBER + " digits");
        }
        long number = Long.parseLong(text.substring(start, position));
        // Python 2 marked its long integers so.
        accept('L');
        return number;
    }

    /** Reads a string in either quotes, and returns it in single ones. */
    private String string() {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw expected("a string");
        }
        int start = ++position;
        while (position < text.length() && text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length()) {
            throw corrupt(start - 1, "the string that begins here has no end");
        }
        return "'" + shown(text.substring(start, position++)) + "'";
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    /** Steps over blanks and looks at the next character; 0 at the end. */
    private char peek() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    /** Messages go to terminals: short and printable. */
    private static String shown(String raw) {
        String printable = raw.replaceAll("[^ -~]", "?");
        return printable.length() <= LONGEST_QUOTE ? printable : printable.substring(0, LONGEST_QUOTE) + "...";
    }

    private CorruptFileException expected(String wanted) {
        String found = "the end of the header";
        if (position < text.length()) {
            char next = text.charAt(position);
            found = next > ' ' && next <= '~' ? "'" + next + "'" : "byte 0x%02x".formatted((int) next);
        }
        return corrupt(position, "expected %s but found %s".formatted(wanted, found));
    }

    private CorruptFileException corrupt(int at, String problem) {
        return file.corrupt(base + (long) at, problem);
    }
}
