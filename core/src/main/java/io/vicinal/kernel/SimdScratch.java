package io.vicinal.kernel;

import static io.vicinal.kernel.Lanes.L;

/** What a kernel needs beside its arguments. Each thread has one, so that no call allocates. */
final class SimdScratch {
    private static final ThreadLocal<SimdScratch> OF_THREAD = ThreadLocal.withInitial(SimdScratch::new);

    /** A vector of partial sums for each of up to sixteen results. */
    final float[] partials = new float[16 * L];

    /** Where the eight rows lie that some rows were made up to, and their results. */
    final long[] offsets = new long[8];

    final float[] sums = new float[8];

    /** Keeps the compiler from leaving out reads whose values nobody wants. */
    int drawn;

    static SimdScratch ofThread() {
        return OF_THREAD.get();
    }
}
