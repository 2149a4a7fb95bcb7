package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A body that two readers take turns in. The JSON parser gets it in pieces that end where a vector may begin: behind a bracket, or
 * behind the quotation mark of a value. When it stands there, whoever knows vectors better may read on, and leave the rest to the parser.
 *
 * <p>Behind the last byte there are always some zeros, which end every number.
 */
final class BodyWindow extends InputStream {
    /** Zeros behind the end. */
    static final int MARGIN = 64;

    private static final int FIRST_SIZE = 1 << 14;

    private final InputStream body;
    private byte[] bytes = new byte[FIRST_SIZE + MARGIN];
    private int at;
    private int end;
    private boolean ended;
    private long delivered;
    private byte before;

    BodyWindow(InputStream body) {
        this.body = body;
    }

    /** Tells whether a parser has read all that it got and nothing of what follows. */
    boolean isNextOf(JsonParser parser) {
        return parser.currentLocation().getByteOffset() == delivered;
    }

    /** Returns the bytes that are there; valid until more are asked for. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns where the next byte is. */
    int position() {
        return at;
    }

    /** Returns where there are no more bytes. */
    int limit() {
        return end;
    }

    /** Passes over bytes; the parser never gets them. */
    void position(int position) {
        at = position;
    }

    /** Reads until so many bytes are there, or the body ends. */
    void require(int count) throws IOException {
        while (end - at < count && !ended) {
            more(count);
        }
    }

    private void more(int count) throws IOException {
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
        }
        if (count > bytes.length - MARGIN) {
            bytes = Arrays.copyOf(bytes, 2 * count + MARGIN);
        }
        int read = body.read(bytes, end, bytes.length - MARGIN - end);
        ended = read < 0;
        end += Math.max(0, read);
        Arrays.fill(bytes, end, end + MARGIN, (byte) 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        require(1);
        if (at == end) {
            return -1;
        }
        int piece = piece(Math.min(length, end - at));
        System.arraycopy(bytes, at, into, offset, piece);
        at += piece;
        delivered += piece;
        return piece;
    }

    private int piece(int most) {
        for (int i = 0; i < most; i++) {
            byte next = bytes[at + i];
            if (next == '[' || (next == '"' && before == ':')) {
                before = next;
                return i + 1;
            }
            before = next > ' ' || next < 0 ? next : before;
        }
        return most;
    }
}
