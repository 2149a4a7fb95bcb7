package io.vicinal.embedding.wire;

/**
 * Reads a decimal number as the nearest float, faster than the JDK does where that is easy: up to 18 digits are one {@code long}, which
 * is scaled by a power of ten that {@code double} holds exactly. That is off by less than two units in the last place of a {@code
 * double}, which makes a difference only next to the middle of two floats; there, and everywhere it is not easy, it says so.
 */
final class DecimalFloat {
    /** The answer where the JDK has to be asked; no easy number is NaN. */
    static final float HARD = Float.NaN;

    private static final long MOST_DIGITS = 99_999_999_999_999_999L;

    /** The bits of a double that a float lacks, and their pattern in the middle of two floats. */
    private static final long EXTRA_BITS = 0x1FFF_FFFFL;

    private static final long MIDDLE = 0x1000_0000L;
    private static final long NEAR = 4;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final double[] TENTHS = {
        1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15
    };

    private DecimalFloat() {}

    /** Reads a number as JSON writes it, or returns {@link #HARD}. */
    static float parse(char[] text, int from, int length) {
        int end = from + length;
        int at = from;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int point = -1;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits > MOST_DIGITS) {
                    return HARD;
                }
                digits = digits * 10 + digit;
            } else if (text[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int scale = point < 0 ? 0 : point + 1 - at;
        if (at < end) {
            int exponent = exponent(text, at, end);
            if (exponent == Integer.MIN_VALUE) {
                return HARD;
            }
            scale += exponent;
        }
        return scaled(digits, scale, negative);
    }

    /** Reads {@code e-12}; the smallest integer stands for anything else. */
    private static int exponent(char[] text, int from, int end) {
        int at = from + 1;
        if ((text[from] | 0x20) != 'e' || at == end) {
            return Integer.MIN_VALUE;
        }
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        int exponent = 0;
        if (at == end || end - at > 3) {
            return Integer.MIN_VALUE;
        }
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = exponent * 10 + digit;
        }
        return negative ? -exponent : exponent;
    }

    /** Returns a number below 1 by its at most 15 decimals, or {@link #HARD}. */
    static float below1(long digits, int decimals) {
        double value = digits * TENTHS[decimals];
        long extra = Double.doubleToRawLongBits(value) & EXTRA_BITS;
        return Math.abs(extra - MIDDLE) <= NEAR ? HARD : (float) value;
    }

    /** Returns a number of at most 18 digits times a power of ten, or {@link #HARD}. */
    static float scaled(long digits, int scale, boolean negative) {
        if (digits == 0) {
            return negative ? -0.0f : 0.0f;
        }
        if (scale < -22 || scale > 22) {
            return HARD;
        }
        double whole = (double) digits;
        double value = scale < 0 ? whole / POWERS[-scale] : whole * POWERS[scale];
        long extra = Double.doubleToRawLongBits(value) & EXTRA_BITS;
        if (value < Float.MIN_NORMAL || value > Float.MAX_VALUE || Math.abs(extra - MIDDLE) <= NEAR) {
            return HARD;
        }
        return negative ? -(float) value : (float) value;
    }
}
