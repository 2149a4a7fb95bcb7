package io.vicinal.analysis.kmeans;

import io.vicinal.index.search.Workers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * k-means (Lloyd's algorithm): each row goes to the nearest centre, each centre to the middle of its rows, and so on until hardly a row changes. A cluster
 * that has lost all its rows begins anew with the row that is farthest from its own centre.
 *
 * <p>Sums are added up cluster by cluster in the order of rows, so the outcome does not depend on threads.
 */
public final class KMeans {
    /** It is over when no more than one in so many rows has changed. */
    private static final int SETTLED = 1000;

    private final Space space;
    private final Assignment assignment;
    private final float[] centres;
    private final int count;

    private KMeans(Space space, int count, long seed) {
        this.space = space;
        this.count = count;
        this.centres = new Seeding(space, count, new SplittableRandom(seed)).centres(count);
        this.assignment = new Assignment(space);
    }

    /**
     * Finds clusters, from one start.
     *
     * @param space the rows
     * @param count how many clusters, from 1 to the number of rows
     * @param iterations how often to move the centres, at most
     * @param seed decides where to begin
     * @param progress is told the number of each iteration done
     * @return the clusters
     */
    public static KMeans run(Space space, int count, int iterations, long seed, IntConsumer progress) {
        KMeans clusters = new KMeans(space, count, seed);
        clusters.assignment.assign(clusters.centres, count);
        int settled = space.rows().count() / SETTLED;
        int changed = Integer.MAX_VALUE;
        for (int i = 1; i <= iterations && changed > settled; i++) {
            clusters.move();
            changed = clusters.assignment.assign(clusters.centres, count);
            progress.accept(i);
        }
        return clusters;
    }

    private void move() {
        Members members = Members.of(assignment.nearest, count);
        int dimension = space.rows().dimension();
        boolean[] lost = new boolean[count];
        Workers.onAllCores().run(count, () -> {
            double[] sum = new double[dimension];
            float[] row = new float[dimension];
            return cluster -> {
                Arrays.fill(sum, 0);
                for (int i = members.starts[cluster]; i < members.starts[cluster + 1]; i++) {
                    space.rows().copy(members.rows[i], row);
                    for (int j = 0; j < dimension; j++) {
                        sum[j] += row[j];
                    }
                }
                lost[cluster] = !space.centre(sum, members.size(cluster), centres, cluster * dimension);
            };
        });
        beginAnew(lost);
    }

    private void beginAnew(boolean[] lost) {
        int dimension = space.rows().dimension();
        @Nullable Iterator<Integer> farthest = null;
        float[] row = new float[dimension];
        for (int cluster = 0; cluster < count; cluster++) {
            if (lost[cluster]) {
                if (farthest == null) {
                    farthest = farthest();
                }
                space.rows().copy(farthest.next(), row);
                System.arraycopy(row, 0, centres, cluster * dimension, dimension);
            }
        }
    }

    private Iterator<Integer> farthest() {
        return IntStream.range(0, assignment.scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> assignment.scores[row]))
                .iterator();
    }

    /**
     * Returns the cluster of each row.
     *
     * @return numbers from 0
     */
    public int[] clusters() {
        return assignment.nearest;
    }

    /**
     * Returns how near rows are to their centres, all in all.
     *
     * @return the mean score: the greater, the better
     */
    public double meanScore() {
        return assignment.total() / assignment.scores.length;
    }

    /**
     * Tells how far rows are from their centres.
     *
     * @return the mean of the squared Euclidean distances
     */
    public double spread() {
        double sum = 0;
        for (float score : assignment.scores) {
            sum += space.squaredDistance(score);
        }
        return sum / assignment.scores.length;
    }
}
