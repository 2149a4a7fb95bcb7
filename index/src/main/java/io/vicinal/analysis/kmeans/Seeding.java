package io.vicinal.analysis.kmeans;

import io.vicinal.index.search.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * First centres, each a row drawn with a chance that grows with the squared distance from those before: of several drawn the one that leaves the rows
 * nearest to a centre (Arthur and Vassilvitskii, "k-means++", 2007, who also tell of the several). They are drawn from a sample of the rows, {@value
 * #SAMPLE} for each centre: passes over all rows for each centre would take longer than all that follows.
 */
final class Seeding {
    private static final int SAMPLE = 16;
    private static final int LEAST_SAMPLE = 4096;

    private final Space space;
    private final SplittableRandom random;
    private final int[] sample;
    private final long[] offsets;
    private final double[] distances;

    Seeding(Space space, int count, SplittableRandom random) {
        this.space = space;
        this.random = random;
        this.sample = sample(space.rows().count(), Math.max(LEAST_SAMPLE, Math.multiplyExact(SAMPLE, count)));
        this.offsets = Arrays.stream(sample).mapToLong(space.rows()::offset).toArray();
        this.distances = new double[sample.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /** Some rows by chance, ascending, each at most once. */
    private int[] sample(int rows, int wanted) {
        int[] chosen = new int[Math.min(rows, wanted)];
        int left = chosen.length;
        for (int row = 0; left > 0; row++) {
            if (random.nextInt(rows - row) < left) {
                chosen[chosen.length - left--] = row;
            }
        }
        return chosen;
    }

    float[] centres(int count) {
        int dimension = space.rows().dimension();
        float[] centres = new float[Math.multiplyExact(count, dimension)];
        float[] centre = new float[dimension];
        int trials = 2 + (int) Math.log(count);
        for (int c = 0; c < count; c++) {
            space.rows().copy(sample[c == 0 ? first() : next(trials)], centre);
            System.arraycopy(centre, 0, centres, c * dimension, dimension);
        }
        return centres;
    }

    private int first() {
        int chosen = random.nextInt(sample.length);
        System.arraycopy(distancesWith(chosen), 0, distances, 0, distances.length);
        return chosen;
    }

    private int next(int trials) {
        int[] drawn = new int[trials];
        double total = sum(distances);
        for (int trial = 0; trial < trials; trial++) {
            drawn[trial] = draw(total);
        }
        double[][] after = new double[trials][];
        double[] totals = new double[trials];
        Workers.onAllCores().run(trials, () -> trial -> {
            after[trial] = distancesWith(drawn[trial]);
            totals[trial] = sum(after[trial]);
        });
        int best = 0;
        for (int trial = 1; trial < trials; trial++) {
            best = totals[trial] < totals[best] ? trial : best;
        }
        System.arraycopy(after[best], 0, distances, 0, distances.length);
        return drawn[best];
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private int draw(double total) {
        double left = random.nextDouble() * total;
        int last = random.nextInt(sample.length);
        for (int i = 0; i < distances.length && left >= 0; i++) {
            if (distances[i] > 0) {
                last = i;
                left -= distances[i];
            }
        }
        return last;
    }

    /** The squared distance of each row of the sample from its nearest centre, with one more. */
    private double[] distancesWith(int chosen) {
        float[] centre = new float[space.rows().dimension()];
        space.rows().copy(sample[chosen], centre);
        float[] scores = space.scores(centre, offsets);
        double[] after = new double[scores.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = Math.min(distances[i], space.squaredDistance(scores[i]));
        }
        return after;
    }
}
