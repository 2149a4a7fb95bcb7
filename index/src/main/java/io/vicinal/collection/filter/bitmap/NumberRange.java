package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Operator;

/**
 * The keys from one to another, both included; none if the first is greater. A long is its own key; the keys of doubles are longs in
 * the same order. What is asked of a number of one kind becomes a range of the other without rounding.
 */
record NumberRange(long first, long last) {
    private static final NumberRange NONE = new NumberRange(0, -1);
    private static final long GREATEST_DOUBLE = key(Double.POSITIVE_INFINITY);
    private static final long LEAST_DOUBLE = key(Double.NEGATIVE_INFINITY);

    boolean isEmpty() {
        return first > last;
    }

    /** Returns the key of a double that is not NaN. */
    static long key(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** Returns the longs that stand so to a number. */
    static NumberRange longs(Operator operator, Number value) {
        if (value instanceof Long whole) {
            return range(operator, whole, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        double number = value.doubleValue();
        return switch (operator) {
            case EQ ->
                number == Math.rint(number) && inLongs(number) ? new NumberRange((long) number, (long) number) : NONE;
            case GT -> longsFrom(Math.floor(number), 1);
            case GE -> longsFrom(Math.ceil(number), 0);
            case LT -> longsTo(Math.ceil(number), 1);
            case LE -> longsTo(Math.floor(number), 0);
            case NE -> throw new IllegalArgumentException("what is not equal is no range");
        };
    }

    private static boolean inLongs(double whole) {
        return whole >= -0x1p63 && whole < 0x1p63;
    }

    private static NumberRange longsFrom(double whole, int more) {
        if (inLongs(whole)) {
            return new NumberRange((long) whole + more, Long.MAX_VALUE);
        }
        return whole > 0 ? NONE : new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static NumberRange longsTo(double whole, int less) {
        if (whole == -0x1p63 && less > 0) {
            return NONE;
        }
        if (inLongs(whole)) {
            return new NumberRange(Long.MIN_VALUE, (long) whole - less);
        }
        return whole < 0 ? NONE : new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Returns the keys of the doubles that stand so to a number. */
    static NumberRange doubles(Operator operator, Number value) {
        double nearest = value.doubleValue();
        int order = value instanceof Long whole ? compare(whole, nearest) : 0;
        if (order == 0) {
            return range(operator, key(nearest), LEAST_DOUBLE, GREATEST_DOUBLE);
        }
        // No double is the number: those above begin with the nearest or the one after it, those below end before.
        long above = order < 0 ? key(nearest) : key(nearest) + 1;
        return switch (operator) {
            case EQ -> NONE;
            case GT, GE -> new NumberRange(above, GREATEST_DOUBLE);
            case LT, LE -> new NumberRange(LEAST_DOUBLE, above - 1);
            case NE -> throw new IllegalArgumentException("what is not equal is no range");
        };
    }

    /** Compares a long with the double nearest to it, which is whole if they differ. */
    private static int compare(long whole, double nearest) {
        return nearest == 0x1p63 ? -1 : Long.compare(whole, (long) nearest);
    }

    private static NumberRange range(Operator operator, long key, long least, long greatest) {
        return switch (operator) {
            case EQ -> new NumberRange(key, key);
            case GT -> key == greatest ? NONE : new NumberRange(key + 1, greatest);
            case GE -> new NumberRange(key, greatest);
            case LT -> key == least ? NONE : new NumberRange(least, key - 1);
            case LE -> new NumberRange(least, key);
            case NE -> throw new IllegalArgumentException("what is not equal is no range");
        };
    }
}
