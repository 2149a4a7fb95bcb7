package io.vicinal.encoding;

import java.lang.foreign.MemorySegment;

/**
 * What searches need in plain Java at first, then with the Vector API, which comes to the same bit for bit. Until a JVM has compiled them, operations on
 * vectors take many times as long as plain Java does; who asks a few questions and ends has them answered by then.
 */
final class EarlyCodeKernels extends SimdCodeKernels {
    /** Screenings in plain Java, of all threads together: those of forty searches at effort 64, or a hundred at effort 10. */
    static final int EARLY = 2_000;

    private static final CodeKernels PLAIN = new ScalarCodeKernels();

    /** Where several threads count at once, some are not counted. */
    private static int screenings;

    private static boolean early() {
        return screenings < EARLY;
    }

    @Override
    public float planes(float[] vector, long[] planes) {
        return early() ? PLAIN.planes(vector, planes) : super.planes(vector, planes);
    }

    @Override
    public int screen(RaBitQQuery query, MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
        if (early()) {
            screenings++;
            return PLAIN.screen(query, codes, rows, count, bound, scores);
        }
        return super.screen(query, codes, rows, count, bound, scores);
    }

    @Override
    public void refine(
            RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {
        if (early()) {
            PLAIN.refine(query, codes, details, rows, count, scores);
        } else {
            super.refine(query, codes, details, rows, count, scores);
        }
    }
}
