package io.vicinal.encoding;

import io.vicinal.kernel.Kernels;
import java.lang.foreign.MemorySegment;

/** What takes time in encodings, as an implementation does it. */
interface CodeKernels {
    /** The same for all: the Vector API with 512 bits, where popcounts of vectors are instructions, or plain Java. */
    CodeKernels BEST = choose();

    private static CodeKernels choose() {
        return Kernels.vectorised() && SimdCodeKernels.supported() ? new EarlyCodeKernels() : new ScalarCodeKernels();
    }

    /** Transforms a part of a vector, a power of two of at least 64 components, by Hadamard's matrix of plus and minus ones. */
    void transform(float[] vector, int from, int length);

    /**
     * Rounds components, half to even, to signed numbers of {@link RaBitQQuery#PLANES} bits, and takes those apart: for each 64 components a word of their
     * highest bits, then one of the next.
     *
     * @return what one is worth; 0 if all components are 0
     */
    float planes(float[] vector, long[] planes);

    /** Takes one bit of each of 64 numbers, the first to the lowest. */
    long bits(int[] numbers, int from, int bit);

    /** See {@link EncodedQuery#screen}; leaves the sums of those kept in the query. */
    int screen(RaBitQQuery query, MemorySegment codes, int[] rows, int count, float bound, float[] scores);

    /** See {@link EncodedQuery#refine}. */
    void refine(RaBitQQuery query, MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores);

    /** See {@link EncodedQuery#bound}; {@code spread} is what a row's deviation is multiplied with. */
    int bound(
            RaBitQQuery query,
            MemorySegment blocks,
            int firstBlock,
            int blockCount,
            float spread,
            float least,
            int[] rows,
            float[] bounds);

    /** Computes the dot product of floats and signed bytes. */
    float dot(float[] vector, int length, MemorySegment bytes, long offset);
}
