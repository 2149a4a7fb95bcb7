package io.vicinal.embedding.wire;

import java.io.IOException;
import java.util.Base64;

/** Reads base64 straight from a body. A string that is anything else is left to the parser. For one body, by one thread. */
final class DirectBase64 {
    /** The answer where the parser has to read the string. */
    static final int NONE = -1;

    private static final int LONGEST = VectorReader.MAX_DIMENSION * Float.BYTES / 3 * 4 + 8;

    /** As long as the last string, for vectors of one answer have one length. */
    private byte[] text = new byte[0];

    private byte[] decoded = new byte[0];

    /** Returns how many bytes the string means that the window stands in, and leaves the window before its end; or {@link #NONE}. */
    int read(BodyWindow window) throws IOException {
        window.require(text.length + 1);
        boolean likely = text.length > 0 && window.bytes()[window.position() + text.length] == '"';
        int length = likely ? text.length : length(window);
        if (length < 0) {
            return NONE;
        }
        if (text.length != length) {
            text = new byte[length];
            decoded = new byte[length];
        }
        System.arraycopy(window.bytes(), window.position(), text, 0, length);
        try {
            int count = Base64.getDecoder().decode(text, decoded);
            window.position(window.position() + length);
            return count;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    /** Returns what was decoded, at the beginning of an array that may be longer. */
    byte[] bytes() {
        return decoded;
    }

    private static int length(BodyWindow window) throws IOException {
        int length = 0;
        while (length < LONGEST) {
            window.require(length + 1);
            byte[] bytes = window.bytes();
            int from = window.position();
            int limit = window.limit();
            if (limit - from <= length) {
                return NONE;
            }
            for (int i = from + length; i < limit; i++) {
                if (bytes[i] == '"') {
                    return i - from;
                }
            }
            length = limit - from;
        }
        return NONE;
    }
}
