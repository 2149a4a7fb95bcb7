package io.vicinal.collection.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what fields hold with what filters ask for. */
final class Values {
    private Values() {}

    /** Returns a value to ask for in one of the four forms that filters know. */
    static Object checked(String field, @Nullable Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(
                        "field \"%s\" can be compared with finite numbers but not with %s".formatted(field, number));
            }
            return number + 0.0;
        }
        throw new IllegalArgumentException(
                "field \"%s\" can be compared with a string, number or boolean but not with %s"
                        .formatted(
                                field,
                                value == null ? "null" : "a " + value.getClass().getTypeName()));
    }

    /** Tells whether a field's value is the one asked for, or a list that has it. */
    static boolean equal(Object stored, Object wanted) {
        if (stored instanceof List<?> elements) {
            return elements.contains(wanted);
        }
        return comparable(stored, wanted) && compare(stored, wanted) == 0;
    }

    /** Tells whether two values are of types that can be equal. */
    static boolean comparable(Object stored, Object wanted) {
        return stored instanceof Number ? wanted instanceof Number : stored.getClass() == wanted.getClass();
    }

    /** Compares values that are comparable. */
    static int compare(Object stored, Object wanted) {
        if (stored instanceof String text) {
            return text.compareTo((String) wanted);
        }
        if (stored instanceof Boolean truth) {
            return Boolean.compare(truth, (Boolean) wanted);
        }
        if (stored instanceof Long whole) {
            return wanted instanceof Long other ? Long.compare(whole, other) : compareExactly(whole, (Double) wanted);
        }
        Double number = (Double) stored;
        return wanted instanceof Long other ? -compareExactly(other, number) : Double.compare(number, (Double) wanted);
    }

    /** Compares a long with a double that is not NaN; making a double of the long would round it. */
    private static int compareExactly(long whole, double number) {
        if (number >= 0x1p63) {
            return -1;
        }
        if (number < -0x1p63) {
            return 1;
        }
        long floor = (long) Math.floor(number);
        int order = Long.compare(whole, floor);
        return order == 0 && number > floor ? -1 : order;
    }
}
