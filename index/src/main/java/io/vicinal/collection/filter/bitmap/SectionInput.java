package io.vicinal.collection.filter.bitmap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vicinal.storage.CorruptFileException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the bytes of a section one after the other, into arrays. Nothing is allocated that the section has no bytes for. */
final class SectionInput {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** What the decoder puts where bytes are not UTF-8; a text may also hold it. */
    private static final char REPLACEMENT = '\uFFFD';

    private final MemorySegment bytes;
    private final Refusal refusal;
    private long at;

    /** Makes the exception for what can't be. */
    @FunctionalInterface
    interface Refusal {
        CorruptFileException of(long offset, String problem);
    }

    SectionInput(MemorySegment bytes, Refusal refusal) {
        this.bytes = bytes;
        this.refusal = refusal;
    }

    /** Returns where it is, in bytes from the beginning of the section. */
    long offset() {
        return at;
    }

    int integer() {
        long from = take(1, Integer.BYTES);
        return bytes.get(INT, from);
    }

    long number() {
        long from = take(1, Long.BYTES);
        return bytes.get(LONG, from);
    }

    /** Reads how many of something follow, each of which takes some bytes at least. */
    int count(String what, int bytesEach) {
        int count = integer();
        if (count < 0 || count > (bytes.byteSize() - at) / bytesEach) {
            throw corrupt(
                    at - Integer.BYTES,
                    "%d %s are announced but %d bytes are left".formatted(count, what, bytes.byteSize() - at));
        }
        return count;
    }

    int[] integers(int count) {
        require(count, Integer.BYTES);
        int[] values = new int[count];
        integers(values, count);
        return values;
    }

    /** Reads into the first places of an array. */
    void integers(int[] values, int count) {
        long from = take(count, Integer.BYTES);
        MemorySegment.copy(bytes, INT, from, values, 0, count);
    }

    long[] numbers(int count) {
        require(count, Long.BYTES);
        long[] values = new long[count];
        numbers(values, count);
        return values;
    }

    /** Reads into the first places of an array. */
    void numbers(long[] values, int count) {
        long from = take(count, Long.BYTES);
        MemorySegment.copy(bytes, LONG, from, values, 0, count);
    }

    String text() {
        int length = count("bytes of text", 1);
        long from = take(length, 1);
        byte[] utf8 = new byte[length];
        MemorySegment.copy(bytes, JAVA_BYTE, from, utf8, 0, length);
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(utf8, text.getBytes(StandardCharsets.UTF_8))) {
            throw corrupt(from, "text must be UTF-8 but is not");
        }
        return text;
    }

    /** Checks that nothing is left. */
    void end() {
        if (at < bytes.byteSize()) {
            throw corrupt(at, "it should end here but has %d more bytes".formatted(bytes.byteSize() - at));
        }
    }

    CorruptFileException corrupt(long offset, String problem) {
        return refusal.of(offset, problem);
    }

    /** Checks that there are so many bytes more. */
    void require(int count, int bytesEach) {
        if (count > (bytes.byteSize() - at) / bytesEach) {
            throw corrupt(
                    at,
                    "%d bytes are expected but %d are left".formatted((long) count * bytesEach, bytes.byteSize() - at));
        }
    }

    private long take(int count, int bytesEach) {
        require(count, bytesEach);
        long from = at;
        at += (long) count * bytesEach;
        return from;
    }
}
