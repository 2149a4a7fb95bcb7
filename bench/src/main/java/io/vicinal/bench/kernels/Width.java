package io.vicinal.bench.kernels;

import io.vicinal.kernel.Kernels;

/** The JVM flags that set the width of the kernels, and the check that they did: no figure may stand under a wrong name. */
final class Width {
    /**
     * Lets the benchmark wait for the compiler. Until the Vector API is compiled it is a thousand times slower, and on a busy
     * machine the compiler, in the background, can take longer than a warm-up.
     */
    static final String COMPILE_AT_ONCE = "-XX:-BackgroundCompilation";

    static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    static final String SET_SCALAR = "-Dvicinal.simd=off";
    static final String SET_256 = "-Dvicinal.simd=256";
    static final String SET_512 = "-Dvicinal.simd=512";

    static final String SCALAR = "scalar";
    static final String BITS_256 = "Vector API, 256 bit";
    static final String BITS_512 = "Vector API, 512 bit";

    private Width() {}

    /** Fails where the processor has no such width, or JMH was told to use other flags. */
    static void require(String width) {
        if (!Kernels.describe().startsWith(width + " (")) {
            throw new IllegalStateException("kernels must be '%s' but are '%s'".formatted(width, Kernels.describe()));
        }
    }
}
