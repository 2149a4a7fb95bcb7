package io.vicinal.embedding.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the numbers of a vector straight from a body, eight digits at a time. It takes plain numbers with commas between them; at
 * whatever else it stops, before it, so that the parser may say what that is.
 *
 * <p>For one body, by one thread.
 */
final class DirectNumbers {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Added to a digit's value it leaves the high bit alone, added to ten and more it sets it. */
    private static final long BEYOND_NINE = 0x7676_7676_7676_7676L;

    /** A number, and what stands to its right until the next. */
    private static final int LONGEST = BodyWindow.MARGIN;

    /** Bytes that are there before numbers are read. */
    private static final int SOME = 4 * LONGEST;

    private static final int[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private final char[] text = new char[LONGEST];
    private float[] components = new float[1024];
    private int count;

    /** Where the number ends that was read last. */
    private int after;

    /** Reads numbers up to the bracket or whatever is no plain number. Of more than {@code most} it keeps none. */
    void read(BodyWindow window, int most) throws IOException {
        count = 0;
        boolean more = true;
        while (more) {
            window.require(SOME);
            room(most);
            window.position(readUsual(window.bytes(), window.position(), window.limit() - LONGEST));
            more = readNext(window, most);
        }
    }

    private void room(int most) {
        if (components.length < count + SOME / 2 && components.length < most) {
            components = Arrays.copyOf(components, 2 * components.length);
        }
    }

    /**
     * Reads components in their usual form, {@code 0.012345678} with a comma behind and a number behind that, as long as there are any.
     * The sign and the count of digits change from one to the next, so nothing branches on them. This is most of the time that an
     * answer takes.
     *
     * @return where something else begins
     */
    private int readUsual(byte[] bytes, int from, int limit) {
        float[] into = components;
        int at = from;
        int next = count;
        while (at < limit && next < into.length) {
            int sign = (((bytes[at] & 0xFF) ^ '-') - 1) >>> 31;
            int digits = at + sign + 2;
            if (bytes[digits - 2] != '0' || bytes[digits - 1] != '.') {
                break;
            }
            long first = (long) EIGHT_BYTES.get(bytes, digits) ^ ZEROS;
            long second = (long) EIGHT_BYTES.get(bytes, digits + 8) ^ ZEROS;
            int firstDigits = digits(first);
            int secondDigits = firstDigits == 8 ? digits(second) : 0;
            int end = digits + firstDigits + secondDigits;
            int following = bytes[end + 1] == ' ' ? end + 2 : end + 1;
            if (end == digits || secondDigits == 8 || bytes[end] != ',' || !isNumber(bytes[following])) {
                break;
            }
            long value = firstDigits == 8
                    ? value(first) * TENS[secondDigits] + value((second << (8 * (7 - secondDigits))) << 8)
                    : value(first << (8 * (8 - firstDigits)));
            float number = DecimalFloat.below1(value, firstDigits + secondDigits);
            if (Float.isNaN(number)) {
                break;
            }
            into[next++] = Float.intBitsToFloat(Float.floatToRawIntBits(number) | (sign << 31));
            at = following;
        }
        count = next;
        return at;
    }

    /** Returns how many numbers were read. */
    int count() {
        return count;
    }

    /** Returns what was read, at the beginning of an array that may be longer. */
    float[] components() {
        return components;
    }

    /** Reads a number and the comma behind it, and tells whether another number follows. What it does not read it leaves there. */
    private boolean readNext(BodyWindow window, int most) {
        byte[] bytes = window.bytes();
        int from = pastSpace(bytes, window.position());
        float number = number(bytes, from);
        if (after == from) {
            return false;
        }
        int next = pastSpace(bytes, after);
        boolean last = bytes[next] == ']';
        byte following = bytes[next] == ',' ? bytes[pastSpace(bytes, next + 1)] : 0;
        // With nothing behind its comma a number is left for the parser, which knows what is wrong.
        if (!last && (following == 0 || following == ']' || following == ',')) {
            return false;
        }
        add(number, most);
        window.position(last ? next : next + 1);
        return isNumber(following);
    }

    private void add(float number, int most) {
        if (count < most) {
            if (count == components.length) {
                components = Arrays.copyOf(components, 2 * count);
            }
            components[count] = number;
        }
        count++;
    }

    private static int pastSpace(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t') {
            at++;
        }
        return at;
    }

    /** With one branch, which takes two signs for numbers that are none; whoever tries to read them will see. */
    private static boolean isNumber(byte first) {
        return first >= '-' && first <= '9';
    }

    /** Counts the digits that eight characters begin with, from the values that they have if they are digits. */
    private static int digits(long values) {
        return Long.numberOfTrailingZeros(((values + BEYOND_NINE) | values) & HIGH_BITS) >>> 3;
    }

    /** Joins eight digits, the first of which is the lowest byte: to pairs, to fours, to one. */
    private static long value(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
    }

    private float number(byte[] bytes, int from) {
        after = from;
        int to = DecimalText.end(bytes, from, from + LONGEST);
        if (to == from) {
            return 0;
        }
        for (int i = from; i < to; i++) {
            text[i - from] = (char) bytes[i];
        }
        after = to;
        float number = DecimalFloat.parse(text, 0, to - from);
        return Float.isNaN(number) ? Float.parseFloat(new String(text, 0, to - from)) : number;
    }
}
