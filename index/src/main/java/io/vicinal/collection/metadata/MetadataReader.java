package io.vicinal.collection.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads fields from bytes. Only what {@link MetadataWriter} would write is taken, so that the same fields in the same order always have
 * the same bytes.
 */
final class MetadataReader {
    /** A name of one byte and its length, a type, and a value of one byte. */
    private static final int SMALLEST_FIELD = 4;

    private final ByteBuffer bytes;
    private final int start;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    MetadataReader(ByteBuffer bytes) {
        this.bytes = bytes;
        this.start = bytes.position();
    }

    Map<String, Object> read() {
        int count = count("fields", SMALLEST_FIELD);
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            int at = offset();
            String name = text();
            if (name.isBlank()) {
                throw new MetadataFormatException(at, "a field's name is blank");
            }
            if (fields.put(name, value()) != null) {
                throw new MetadataFormatException(at, "field \"%s\" comes twice".formatted(name));
            }
        }
        return fields;
    }

    private Object value() {
        int at = offset();
        int number = unsignedByte();
        FieldType type = FieldType.ofWireNumber(number);
        if (type == null) {
            throw new MetadataFormatException(at, "type must be 1 to 5 but is " + number);
        }
        return switch (type) {
            case STRING -> text();
            case LONG -> zigzag();
            case DOUBLE -> floating();
            case BOOLEAN -> truth();
            case STRINGS -> texts();
        };
    }

    private List<String> texts() {
        int count = count("strings", 1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    private String text() {
        int length = count("bytes of text", 1);
        int at = offset();
        ByteBuffer part = bytes.slice(bytes.position(), length);
        try {
            String text = utf8.decode(part).toString();
            bytes.position(bytes.position() + length);
            return text;
        } catch (CharacterCodingException e) {
            throw new MetadataFormatException(at + part.position(), "text must be UTF-8 but is not");
        }
    }

    private Long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private Double floating() {
        int at = offset();
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (long) unsignedByte() << shift;
        }
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value) || bits == Long.MIN_VALUE) {
            throw new MetadataFormatException(at, "a double must be a number and not negative zero but is " + value);
        }
        return value;
    }

    private Boolean truth() {
        int at = offset();
        int value = unsignedByte();
        if (value > 1) {
            throw new MetadataFormatException(at, "a boolean must be 0 or 1 but is " + value);
        }
        return value == 1;
    }

    /** Reads how many of something follow, each of which takes some bytes at least. */
    private int count(String what, int bytesEach) {
        int at = offset();
        long count = varint();
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw new MetadataFormatException(
                    at,
                    "%s %s are announced but %d bytes are left"
                            .formatted(Long.toUnsignedString(count), what, bytes.remaining()));
        }
        return (int) count;
    }

    private long varint() {
        int at = offset();
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = unsignedByte();
            if (shift == 63 && next > 1) {
                throw new MetadataFormatException(at, "a number must fit into 64 bits but does not");
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw new MetadataFormatException(at, "a number must take no more bytes than it needs but does");
                }
                return value;
            }
        }
    }

    private int unsignedByte() {
        if (!bytes.hasRemaining()) {
            throw new MetadataFormatException(offset(), "a byte is expected but there is none left");
        }
        return Byte.toUnsignedInt(bytes.get());
    }

    private int offset() {
        return bytes.position() - start;
    }
}
