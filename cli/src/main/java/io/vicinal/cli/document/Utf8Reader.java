package io.vicinal.cli.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * UTF-8 to characters, where malformed bytes are a fault with a line and a column: a decoder of the JDK would replace them, or say
 * neither. Skips a byte order mark.
 */
final class Utf8Reader extends Reader {
    /** Small, so that {@link #position} is close to what has been handed out. */
    private static final int BUFFER_BYTES = 1 << 13;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream stream;
    private final String name;
    private final OptionalLong size;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES).flip();

    private boolean started;
    private boolean streamEnded;
    private CoderResult result = CoderResult.UNDERFLOW;
    private long position;
    private long line = 1;
    private long column = 1;

    Utf8Reader(InputStream stream, String name, OptionalLong size) {
        this.stream = stream;
        this.name = name;
        this.size = size;
    }

    static Utf8Reader open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        return new Utf8Reader(stream, file.toString(), OptionalLong.of(Files.size(file)));
    }

    String name() {
        return name;
    }

    OptionalLong size() {
        return size;
    }

    /** Bytes taken from the stream so far. */
    long position() {
        return position;
    }

    @Override
    public int read(char[] destination, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!characters.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, characters.remaining());
        characters.get(destination, offset, count);
        for (int i = offset; i < offset + count; i++) {
            if (destination[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return count;
    }

    /** Decodes until there are characters; false at the end. What stands before a fault is handed out before the fault. */
    private boolean fill() throws IOException {
        while (true) {
            if (result.isError()) {
                throw InvalidDocumentException.of(
                        name, line, column, "not UTF-8: byte 0x%02x".formatted(bytes.get(bytes.position()) & 0xff));
            }
            if (result.isUnderflow()) {
                if (streamEnded && !bytes.hasRemaining()) {
                    return false;
                }
                readBytes();
            }
            characters.clear();
            result = decoder.decode(bytes, characters, streamEnded);
            characters.flip();
            if (!started && characters.hasRemaining()) {
                started = true;
                if (characters.get(characters.position()) == BYTE_ORDER_MARK) {
                    characters.get();
                }
            }
            if (characters.hasRemaining()) {
                return true;
            }
        }
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            streamEnded = true;
        } else {
            position += count;
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
