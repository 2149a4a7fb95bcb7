package io.vicinal.analysis;

import io.vicinal.analysis.kmeans.Space;
import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Vectors put into clusters of what is near to each other. Clusters are numbered from 0, the largest, on.
 *
 * <pre>{@code
 * Clusters clusters = Clusters.kMeans(vectors, settings -> settings.clusters(20));
 * for (int cluster = 0; cluster < clusters.count(); cluster++) {
 *   int[] label = clusters.nearest(cluster, 3);
 * }
 * }</pre>
 *
 * <p>Under cosine, clusters of k-means are directions and their centres have length 1. Under the other two metrics centres are means, and nearness to them
 * is that of the squared Euclidean distance.
 *
 * <p>Immutable, and safe for use by several threads; the vectors are not needed any more.
 */
public final class Clusters {
    /** Stands for the cluster of a row that is in none. */
    public static final int NONE = -1;

    private final int[] clusters;
    private final float[] scores;
    private final int[][] members;
    private final float[][] centres;
    private final List<CurvePoint> curve;

    Clusters(int[] clusters, float[] scores, int[][] members, float[][] centres, List<CurvePoint> curve) {
        this.clusters = clusters;
        this.scores = scores;
        this.members = members;
        this.centres = centres;
        this.curve = curve;
    }

    /**
     * Finds clusters by k-means, as many as suit the vectors best.
     *
     * @param vectors the vectors
     * @return the clusters; {@link #curve} tells how their number was chosen
     * @throws IllegalArgumentException if there are no vectors
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Clusters kMeans(Vectors vectors) {
        return kMeans(vectors, settings -> settings);
    }

    /**
     * Finds clusters by k-means.
     *
     * @param vectors the vectors
     * @param settings changes {@link KMeansSettings#DEFAULT} to what is wanted
     * @return the clusters; fewer than wanted where vectors are equal
     * @throws IllegalArgumentException if there are more clusters wanted than vectors
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Clusters kMeans(Vectors vectors, UnaryOperator<KMeansSettings> settings) {
        return kMeans(vectors, settings, AnalysisProgress.NONE);
    }

    /**
     * Finds clusters by k-means.
     *
     * @param vectors the vectors
     * @param settings changes {@link KMeansSettings#DEFAULT} to what is wanted
     * @param progress is told how many iterations are made, of those that there may be
     * @return the clusters; fewer than wanted where vectors are equal
     * @throws IllegalArgumentException if there are more clusters wanted than vectors
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Clusters kMeans(Vectors vectors, UnaryOperator<KMeansSettings> settings, AnalysisProgress progress) {
        KMeansSettings wanted = settings.apply(KMeansSettings.DEFAULT);
        if (vectors.size() < Math.max(1, wanted.clusters())) {
            throw new IllegalArgumentException("%d clusters can't be made of %d vectors"
                    .formatted(Math.max(1, wanted.clusters()), vectors.size()));
        }
        return new KMeansSearch(vectors, wanted, progress).run();
    }

    /**
     * Finds clusters where vectors lie densely, however many there are, and leaves out those in between: HDBSCAN (Campello, Moulavi and Sander, 2013) over
     * the edges of a graph of nearest neighbours. Where one cluster would hold more than half of all vectors, the finest clusters are taken, the leaves of
     * its tree. A place is the denser, the nearer the last neighbour in the graph: 10 to 20 neighbours are usual.
     *
     * @param vectors the vectors
     * @param graph their graph
     * @param leastSize how many rows a cluster has at least, 2 or more
     * @return the clusters
     * @throws IllegalArgumentException if the graph is one of other vectors, or {@code leastSize} is less than 2
     */
    public static Clusters byDensity(Vectors vectors, KnnGraph graph, int leastSize) {
        graph.requireSize(vectors.size());
        if (leastSize < 2) {
            throw new IllegalArgumentException("leastSize must be at least 2 but is " + leastSize);
        }
        return Gathering.clusters(vectors, new DensityTree(vectors, graph, leastSize).clusters(), List.of());
    }

    static Space space(Vectors vectors) {
        return new Space(vectors.rows(), vectors.metric() == Metric.COSINE);
    }

    /**
     * Returns the number of clusters.
     *
     * @return at least 1 by k-means; none by density where nothing lies densely
     */
    public int count() {
        return members.length;
    }

    /**
     * Returns the cluster of a row.
     *
     * @param row from 0 to the number of vectors minus 1
     * @return its cluster, or {@link #NONE}
     */
    public int of(int row) {
        return clusters[row];
    }

    /**
     * Returns how near a row is to the centre of its cluster.
     *
     * @param row a row
     * @return cosine similarity, or minus the squared Euclidean distance; negative infinity if it is in no cluster
     */
    public float score(int row) {
        return scores[row];
    }

    /**
     * Returns how many rows a cluster has.
     *
     * @param cluster from 0 to {@code count() - 1}
     * @return at least 1
     */
    public int size(int cluster) {
        return members[cluster].length;
    }

    /**
     * Returns how many rows are in no cluster.
     *
     * @return 0 by k-means
     */
    public int unclustered() {
        return clusters.length
                - Arrays.stream(members).mapToInt(rows -> rows.length).sum();
    }

    /**
     * Returns the rows of a cluster.
     *
     * @param cluster from 0 to {@code count() - 1}
     * @return a copy, those nearest to the centre first
     */
    public int[] members(int cluster) {
        return members[cluster].clone();
    }

    /**
     * Returns the rows nearest to the centre of a cluster, which say best what it is about.
     *
     * @param cluster from 0 to {@code count() - 1}
     * @param most how many at most
     * @return rows of the cluster, the nearest first
     */
    public int[] nearest(int cluster, int most) {
        return Arrays.copyOf(members[cluster], Math.min(most, members[cluster].length));
    }

    /**
     * Returns the row that is nearest to all others of its cluster, taken together.
     *
     * @param cluster from 0 to {@code count() - 1}
     * @return the row nearest to the centre, which is the same
     */
    public int medoid(int cluster) {
        return members[cluster][0];
    }

    /**
     * Returns the centre of a cluster.
     *
     * @param cluster from 0 to {@code count() - 1}
     * @return a copy: of length 1 for cosine, otherwise the mean
     */
    public float[] centre(int cluster) {
        return centres[cluster].clone();
    }

    /**
     * Returns how the number of clusters was chosen.
     *
     * @return the numbers tried, ascending; empty if the number was given, or density told it
     */
    public List<CurvePoint> curve() {
        return curve;
    }

    /**
     * Tells how well the clusters agree with other labels: their normalised mutual information, with the mean of both entropies. Rows in no cluster count
     * as one more.
     *
     * @param label tells a row's label
     * @return from 0, where clusters say nothing about labels, to 1, where they are the same
     */
    public double agreement(IntFunction<String> label) {
        return Agreement.measure(clusters, label);
    }
}
