package io.vicinal.collection.metadata;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The fields of a document: names and values, in the order they were put. A value is a string, a long, a double, a boolean or a list of
 * strings; each document may have its own fields, and a field may have another type in another document. Immutable.
 *
 * <p>Names and texts are whole Unicode, names are not blank, and doubles are not NaN; negative zero is kept as zero.
 */
public final class Metadata {
    private static final Metadata EMPTY = new Metadata(Map.of());

    private final Map<String, Object> fields;

    private Metadata(Map<String, Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /**
     * Returns metadata without fields.
     *
     * @return always the same
     */
    public static Metadata empty() {
        return EMPTY;
    }

    /**
     * Makes metadata of a map, in the order in which it gives its entries.
     *
     * @param fields by name strings, booleans, collections of strings, or numbers as Java's boxes for primitives: whole ones become
     *     longs, the others doubles; copied
     * @return the metadata
     * @throws IllegalArgumentException if a name is blank, or a value is of another type, null or NaN, with the field's name
     */
    public static Metadata of(Map<String, ?> fields) {
        Builder builder = builder();
        fields.forEach(builder::putObject);
        return builder.build();
    }

    /**
     * Begins metadata field by field.
     *
     * @return a builder without fields
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param buffer its position is where the metadata begins, and afterwards where it ends; where that is, the bytes tell
     *     themselves. Its byte order does not count
     * @return the metadata, with its fields in the order they had
     * @throws MetadataFormatException if the bytes before the buffer's limit are not such metadata, with the offset from where the
     *     metadata begins; then the position is anywhere in between
     */
    public static Metadata readFrom(ByteBuffer buffer) {
        Map<String, Object> fields = new MetadataReader(buffer).read();
        return fields.isEmpty() ? EMPTY : new Metadata(fields);
    }

    /**
     * Writes the metadata in a compact form, which docs/FORMAT.md describes.
     *
     * @param buffer takes {@link #byteSize} bytes at its position, which moves behind them; its byte order does not count
     * @throws IllegalArgumentException if it has not so much room; then it is as it was
     */
    public void writeTo(ByteBuffer buffer) {
        int size = byteSize();
        if (buffer.remaining() < size) {
            throw new IllegalArgumentException(
                    "metadata takes %d bytes but the buffer has room for %d".formatted(size, buffer.remaining()));
        }
        MetadataWriter.write(fields, buffer);
    }

    /**
     * Returns how much {@link #writeTo} writes.
     *
     * @return bytes
     * @throws ArithmeticException if they are more than 2,147,483,647
     */
    public int byteSize() {
        return MetadataWriter.size(fields);
    }

    /**
     * Returns the number of fields.
     *
     * @return 0 or more
     */
    public int size() {
        return fields.size();
    }

    /**
     * Tells whether there are no fields.
     *
     * @return true without any
     */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /**
     * Returns the type of a field.
     *
     * @param name the field's name
     * @return its type, or empty if there is no such field
     */
    public Optional<FieldType> type(String name) {
        return Optional.ofNullable(fields.get(name)).map(FieldType::of);
    }

    /**
     * Returns the value of a string field.
     *
     * @param name the field's name
     * @return its value, or empty if there is no such field
     * @throws IllegalArgumentException if the field is of another type
     */
    public Optional<String> asString(String name) {
        return value(name, FieldType.STRING).map(String.class::cast);
    }

    /**
     * Returns the value of a long field.
     *
     * @param name the field's name
     * @return its value, or empty if there is no such field
     * @throws IllegalArgumentException if the field is of another type
     */
    public OptionalLong asLong(String name) {
        Optional<Object> value = value(name, FieldType.LONG);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of((Long) value.get());
    }

    /**
     * Returns the value of a double field.
     *
     * @param name the field's name
     * @return its value, or empty if there is no such field
     * @throws IllegalArgumentException if the field is of another type
     */
    public OptionalDouble asDouble(String name) {
        Optional<Object> value = value(name, FieldType.DOUBLE);
        return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((Double) value.get());
    }

    /**
     * Returns the value of a boolean field.
     *
     * @param name the field's name
     * @return its value, or empty if there is no such field
     * @throws IllegalArgumentException if the field is of another type
     */
    public Optional<Boolean> asBoolean(String name) {
        return value(name, FieldType.BOOLEAN).map(Boolean.class::cast);
    }

    /**
     * Returns the value of a field that is a list of strings.
     *
     * @param name the field's name
     * @return its value, immutable, or empty if there is no such field
     * @throws IllegalArgumentException if the field is of another type
     */
    @SuppressWarnings("unchecked") // what is of that type is a list of strings
    public Optional<List<String>> asStrings(String name) {
        return value(name, FieldType.STRINGS).map(value -> (List<String>) value);
    }

    private Optional<Object> value(String name, FieldType wanted) {
        Object value = fields.get(name);
        if (value != null && FieldType.of(value) != wanted) {
            throw new IllegalArgumentException(
                    "field \"%s\" is a %s, not a %s".formatted(name, FieldType.of(value), wanted));
        }
        return Optional.ofNullable(value);
    }

    /**
     * Returns all fields.
     *
     * @return by name String, Long, Double, Boolean or List of String, in the order they were put; immutable
     */
    public Map<String, Object> asMap() {
        return fields;
    }

    /** Tells whether the other has the same fields with the same values and types, in any order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Metadata metadata && fields.equals(metadata.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    /** Puts metadata together. A field that is put again keeps its place and takes the new value. For one thread. */
    public static final class Builder {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Puts a string field.
         *
         * @param name not blank
         * @param value any text of whole characters
         * @return this
         * @throws IllegalArgumentException if the name is blank, or half of a surrogate pair stands alone
         */
        public Builder put(String name, String value) {
            return putObject(name, value);
        }

        /**
         * Puts a long field.
         *
         * @param name not blank
         * @param value any number
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, long value) {
            return putObject(name, value);
        }

        /**
         * Puts a double field.
         *
         * @param name not blank
         * @param value any number, infinite ones too
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value NaN
         */
        public Builder put(String name, double value) {
            return putObject(name, value);
        }

        /**
         * Puts a boolean field.
         *
         * @param name not blank
         * @param value the value
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, boolean value) {
            return putObject(name, value);
        }

        /**
         * Puts a field that is a list of strings.
         *
         * @param name not blank
         * @param values any number of texts of whole characters, copied
         * @return this
         * @throws IllegalArgumentException if the name is blank, or half of a surrogate pair stands alone
         */
        public Builder put(String name, List<String> values) {
            return putObject(name, values);
        }

        private Builder putObject(String name, Object value) {
            fields.put(FieldRules.name(name), FieldRules.value(name, value));
            return this;
        }

        /**
         * Makes the metadata.
         *
         * @return the metadata; the builder can be used further without changing it
         */
        public Metadata build() {
            return fields.isEmpty() ? EMPTY : new Metadata(new LinkedHashMap<>(fields));
        }
    }
}
