package io.vicinal.bench.dataset;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Points around centres: some clusters are large and some wide, as subjects of texts are. */
final class Clusters {
    private static final int COUNT = 256;
    private static final float CENTRES = 1f;
    private static final float MIN_WIDTH = 0.5f;
    private static final float MAX_WIDTH = 1f;

    private final float[][] centres;
    private final float[] widths = new float[COUNT];
    private final double[] upTo = new double[COUNT];

    Clusters(long seed, int dimension) {
        centres = new float[COUNT][dimension];
        double weight = 0;
        for (int c = 0; c < COUNT; c++) {
            SplittableRandom random = RandomSeeds.random(seed, c);
            for (int i = 0; i < dimension; i++) {
                centres[c][i] = CENTRES * RandomSeeds.normal(random);
            }
            widths[c] = MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * (random.nextInt() >>> 8) * 0x1p-24f;
            // The largest has about twenty times as many points as the smallest.
            weight += 1.0 / (c + COUNT / 20.0);
            upTo[c] = weight;
        }
    }

    void draw(SplittableRandom random, float[] point) {
        double at = random.nextDouble() * upTo[COUNT - 1];
        int found = Arrays.binarySearch(upTo, at);
        int cluster = Math.min(found < 0 ? -found - 1 : found, COUNT - 1);
        for (int i = 0; i < point.length; i++) {
            point[i] = centres[cluster][i] + widths[cluster] * RandomSeeds.normal(random);
        }
    }
}
