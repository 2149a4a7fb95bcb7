package io.vicinal.index;

import java.util.Random;

/** Vectors around centres, as embeddings lie, always the same from the same seed. */
final class ClusteredVectors {
    private final Random random;
    private final int dimension;
    private final float[][] centres;
    private final double spread;

    /** Clusters that lie apart from each other. */
    ClusteredVectors(long seed, int dimension, int clusters) {
        this(seed, dimension, clusters, 0.4);
    }

    /** Clusters whose vectors are so far from their centres, where the centres are one from their middle: at 1 they mix. */
    ClusteredVectors(long seed, int dimension, int clusters, double spread) {
        this.spread = spread;
        this.random = new Random(seed);
        this.dimension = dimension;
        this.centres = new float[clusters][];
        for (int i = 0; i < clusters; i++) {
            centres[i] = around(new float[dimension], 1);
        }
    }

    float[] next() {
        return around(centres[random.nextInt(centres.length)], spread);
    }

    /** So many of them, one after the other. */
    float[] next(int count) {
        float[] vectors = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            System.arraycopy(next(), 0, vectors, i * dimension, dimension);
        }
        return vectors;
    }

    private float[] around(float[] centre, double spread) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = centre[i] + (float) (spread * random.nextGaussian());
        }
        return vector;
    }
}
