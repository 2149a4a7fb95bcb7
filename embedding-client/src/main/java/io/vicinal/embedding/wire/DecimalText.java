package io.vicinal.embedding.wire;

/** Finds the end of a number, by the grammar of RFC 8259. */
final class DecimalText {
    private DecimalText() {}

    /** Returns where a number ends, or {@code from} if there is none that ends before {@code limit}. */
    static int end(byte[] bytes, int from, int limit) {
        int at = bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, at, limit);
        if (whole == at || (bytes[at] == '0' && whole > at + 1)) {
            return from;
        }
        at = whole;
        if (bytes[at] == '.') {
            int fraction = digits(bytes, at + 1, limit);
            if (fraction == at + 1) {
                return from;
            }
            at = fraction;
        }
        if ((bytes[at] | 0x20) == 'e') {
            boolean signed = bytes[at + 1] == '-' || bytes[at + 1] == '+';
            int begin = at + (signed ? 2 : 1);
            at = digits(bytes, begin, limit);
            if (at == begin) {
                return from;
            }
        }
        return at < limit ? at : from;
    }

    private static int digits(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
