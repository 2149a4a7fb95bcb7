package io.vicinal.collection.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes fields as bytes; docs/FORMAT.md has the form. */
final class MetadataWriter {
    private MetadataWriter() {}

    static int size(Map<String, Object> fields) {
        int size = varintSize(fields.size());
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            size = Math.addExact(size, textSize(field.getKey()) + 1);
            size = Math.addExact(size, valueSize(field.getValue()));
        }
        return size;
    }

    private static int valueSize(Object value) {
        return switch (FieldType.of(value)) {
            case STRING -> textSize((String) value);
            case LONG -> varintSize(zigzag((Long) value));
            case DOUBLE -> Double.BYTES;
            case BOOLEAN -> 1;
            case STRINGS -> {
                List<?> texts = (List<?>) value;
                int size = varintSize(texts.size());
                for (Object text : texts) {
                    size = Math.addExact(size, textSize((String) text));
                }
                yield size;
            }
        };
    }

    static void write(Map<String, Object> fields, ByteBuffer buffer) {
        varint(fields.size(), buffer);
        fields.forEach((name, value) -> {
            text(name, buffer);
            FieldType type = FieldType.of(value);
            buffer.put((byte) type.wireNumber());
            value(type, value, buffer);
        });
    }

    private static void value(FieldType type, Object value, ByteBuffer buffer) {
        switch (type) {
            case STRING -> text((String) value, buffer);
            case LONG -> varint(zigzag((Long) value), buffer);
            case DOUBLE -> littleEndian(Double.doubleToLongBits((Double) value), buffer);
            case BOOLEAN -> buffer.put((byte) ((Boolean) value ? 1 : 0));
            case STRINGS -> {
                List<?> texts = (List<?>) value;
                varint(texts.size(), buffer);
                texts.forEach(text -> text((String) text, buffer));
            }
        }
    }

    private static void text(String text, ByteBuffer buffer) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length, buffer);
        buffer.put(bytes);
    }

    /** Whatever the order of the buffer is. */
    private static void littleEndian(long bits, ByteBuffer buffer) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer.put((byte) (bits >>> shift));
        }
    }

    private static void varint(long value, ByteBuffer buffer) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static int varintSize(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Numbers near zero become small, whatever their sign. */
    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static int textSize(String text) {
        int bytes = utf8Size(text);
        return Math.addExact(varintSize(bytes), bytes);
    }

    private static int utf8Size(String text) {
        long size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // Each half of a surrogate pair stands for two of four bytes.
            size += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
        }
        return Math.toIntExact(size);
    }
}
