package io.vicinal.encoding;

import java.util.SplittableRandom;

/**
 * A random rotation of vectors, padded with zeros to a multiple of 64 dimensions: rounds of random signs and of fast Hadamard transforms.
 * Where the length is no power of two, each round transforms the longest power of two at the beginning and then at the end.
 *
 * <p>It spreads what a vector holds evenly over all components, whatever the data: that is what makes the error of codes so small, and what it
 * is known from (RaBitQ, Gao and Long 2024).
 */
final class Rotation {
    /** Of so many rounds the last components are mixed with all others, too. */
    private static final int ROUNDS = 3;

    private static final long SEED = 0x52615269514CL;

    private final int length;
    private final int block;
    private final float[][] signs;
    private final CodeKernels kernels;

    Rotation(int dimension, CodeKernels kernels) {
        this.kernels = kernels;
        this.length = length(dimension);
        this.block = Integer.highestOneBit(length);
        this.signs = new float[ROUNDS][length];
        SplittableRandom random = new SplittableRandom(SEED);
        // With the norms of the transforms, which then are but additions.
        float norm = (float) (1 / Math.sqrt(block));
        for (float[] round : signs) {
            for (int i = 0; i < length; i++) {
                round[i] = random.nextBoolean() ? norm : -norm;
            }
        }
    }

    /** How many components a rotated vector has. */
    static int length(int dimension) {
        return (dimension + Long.SIZE - 1) & -Long.SIZE;
    }

    int length() {
        return length;
    }

    /** Rotates a vector, whose components beyond the dimension are 0, in its place. */
    void apply(float[] vector) {
        float norm = (float) (1 / Math.sqrt(block));
        for (float[] round : signs) {
            for (int i = 0; i < length; i++) {
                vector[i] *= round[i];
            }
            kernels.transform(vector, 0, block);
            if (block < length) {
                // What the two blocks have in common is transformed twice.
                for (int i = length - block; i < block; i++) {
                    vector[i] *= norm;
                }
                kernels.transform(vector, length - block, block);
            }
        }
    }
}
