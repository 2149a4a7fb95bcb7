package io.vicinal.bench.dataset;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters on a curved surface of 20 dimensions, or on the way from it to another one, and a little noise in every dimension.
 *
 * <p>Dimension of the surface and noise were chosen for queries that are about as hard as those of the JDK's javadoc embedded by
 * all-MiniLM-L6-v2. The numbers are medians over 1,000 queries of their {@linkplain LocalDimension local intrinsic dimension} over
 * the nearest 100 of 35,000 rows (the javadoc: 35,059 rows, 384 dimensions) under cosine:
 *
 * <pre>
 * dimensions         128    384    768   1536
 * javadoc                  11.3
 * clustered         11.4   11.7   11.7   11.6
 * ood               31.4   35.7   35.6   36.7
 * </pre>
 *
 * <p>It grows with the rows: clustered has 12.8 at 384 dimensions and 100,000 rows, 14.9 at 128 dimensions and a million. Of the
 * clustered queries, the tenth neighbour is as far away as that of rows (0.99 to 1.04 times, as in the javadoc: 1.01), of those
 * apart 1.5 times. An HNSW graph (hnswlib-java, <i>M</i> 16, <i>efConstruction</i> 200, 384 dimensions, 35,059 rows) finds 0.956,
 * 0.987 and 0.994 of ten neighbours in the javadoc and 0.912, 0.973 and 0.994 in clustered with <i>ef</i> 10, 20 and 40.
 */
final class NoisyManifold implements Distribution {
    private static final int LATENT = 20;
    private static final float NOISE = 0.1f;

    private final Clusters clusters;
    private final Manifold manifold;
    private final Manifold other;
    private final float part;

    private NoisyManifold(Clusters clusters, Manifold manifold, Manifold other, float part) {
        this.clusters = clusters;
        this.manifold = manifold;
        this.other = other;
        this.part = part;
    }

    static NoisyManifold of(long seed, int dimension) {
        Manifold manifold = new Manifold(seed, LATENT, dimension);
        return new NoisyManifold(new Clusters(seed, LATENT), manifold, manifold, 0);
    }

    /** Other clusters, moved a part of the way to another surface. */
    NoisyManifold apart(long seed, int dimension, float towardsOther) {
        return new NoisyManifold(
                new Clusters(seed, LATENT), manifold, new Manifold(seed, LATENT, dimension), towardsOther);
    }

    @Override
    public void draw(SplittableRandom random, float[] vector) {
        float[] point = new float[LATENT];
        clusters.draw(random, point);
        Arrays.fill(vector, 0);
        manifold.add(point, 1 - part, vector);
        if (part > 0) {
            other.add(point, part, vector);
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] += NOISE * RandomSeeds.normal(random);
        }
    }
}
