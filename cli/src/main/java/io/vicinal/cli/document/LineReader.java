package io.vicinal.cli.document;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text that are not blank, with their numbers. A line ends with {@code \n} or {@code \r\n}. */
final class LineReader implements Closeable {
    /** A file without line ends is a mistake that must not take all the memory there is. */
    static final int MAX_LINE = 1 << 27;

    private final Utf8Reader reader;
    private final int maxLine;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int end;

    private @Nullable String peeked;
    private long number;

    LineReader(Utf8Reader reader) {
        this(reader, MAX_LINE);
    }

    LineReader(Utf8Reader reader, int maxLine) {
        this.reader = reader;
        this.maxLine = maxLine;
    }

    static LineReader open(Path file) throws IOException {
        return new LineReader(Utf8Reader.open(file));
    }

    /** The number of the line returned last, from 1. */
    long number() {
        return number;
    }

    /** Where the line returned last is, for messages. */
    String place() {
        return reader.name() + ", line " + number;
    }

    Utf8Reader reader() {
        return reader;
    }

    InvalidDocumentException fault(String problem) {
        return InvalidDocumentException.of(reader.name(), number, problem);
    }

    InvalidDocumentException fault(long column, String problem, Throwable cause) {
        return InvalidDocumentException.of(reader.name(), number, column, problem, cause);
    }

    /** The next line, which {@link #next()} will return again; null at the end. */
    @Nullable
    String peek() throws IOException {
        if (peeked == null) {
            peeked = next();
        }
        return peeked;
    }

    /** The next line that is not blank, without its end; null if there is none. */
    @Nullable
    String next() throws IOException {
        String line = peeked;
        peeked = null;
        while (line == null || line.isBlank()) {
            line = read();
            if (line == null) {
                return null;
            }
        }
        return line;
    }

    private @Nullable String read() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        number++;
        while (next < end || fill()) {
            any = true;
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.append(buffer, from, next - from);
            if (line.length() > maxLine) {
                throw fault("longer than " + maxLine + " characters");
            }
            if (next < end) {
                next++;
                return withoutReturn(line);
            }
        }
        return any ? withoutReturn(line) : null;
    }

    private boolean fill() throws IOException {
        int count = reader.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(count, 0);
        return count > 0;
    }

    private static String withoutReturn(StringBuilder line) {
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
