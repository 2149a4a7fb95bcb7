package io.vicinal.collection.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of value a field has. */
public enum FieldType {
    /** Text. */
    STRING(1, "string"),

    /** A whole number of 64 bits. */
    LONG(2, "long"),

    /** A floating-point number of 64 bits, never NaN. */
    DOUBLE(3, "double"),

    /** True or false. */
    BOOLEAN(4, "boolean"),

    /** Any number of texts, in an order. */
    STRINGS(5, "list of strings");

    /** What stands for the type in bytes, for ever. */
    private final int wireNumber;

    private final String title;

    FieldType(int wireNumber, String title) {
        this.wireNumber = wireNumber;
        this.title = title;
    }

    /** Returns the type of a value that a field can have. */
    static FieldType of(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Long) {
            return LONG;
        }
        if (value instanceof Double) {
            return DOUBLE;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof List) {
            return STRINGS;
        }
        throw new IllegalArgumentException("no field has a value of " + value.getClass());
    }

    static @Nullable FieldType ofWireNumber(int number) {
        for (FieldType type : values()) {
            if (type.wireNumber == number) {
                return type;
            }
        }
        return null;
    }

    int wireNumber() {
        return wireNumber;
    }

    /** Returns the type's name as errors have it, such as {@code list of strings}. */
    @Override
    public String toString() {
        return title;
    }
}
