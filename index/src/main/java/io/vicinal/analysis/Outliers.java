package io.vicinal.analysis;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds what stands apart from everything else, by the distances to the nearest neighbours.
 *
 * <p>A group of foreigners that is as large as the neighbourhood hides its members from each other: choose a graph with more neighbours than that.
 *
 * <p>Immutable, and safe for use by several threads while the vectors are open.
 */
public final class Outliers {
    /** Neighbours that tell reliably how dense it is around something. */
    public static final int NEIGHBOURS = 20;

    /** Identical documents have no distance, and something must be divided by it. */
    private static final double LEAST_DISTANCE = 1e-6;

    private final Vectors vectors;
    private final KnnGraph graph;
    private final double[] scores;
    private final int[] ranked;

    private Outliers(Vectors vectors, KnnGraph graph, double[] scores) {
        this.vectors = vectors;
        this.graph = graph;
        this.scores = scores;
        this.ranked = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Compares everything with everything, and ranks it by {@link OutlierKind#LOCAL}.
     *
     * @param vectors what to look at; they stay the caller's
     * @return all of them, ranked
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Outliers of(Vectors vectors) {
        return of(vectors, KnnGraph.exact(vectors, NEIGHBOURS), OutlierKind.LOCAL);
    }

    /**
     * Ranks vectors by their neighbours.
     *
     * @param vectors what to look at; they stay the caller's
     * @param graph their nearest neighbours
     * @param kind what makes an outlier
     * @return all of them, ranked
     * @throws IllegalArgumentException if the graph is not of as many vectors
     */
    public static Outliers of(Vectors vectors, KnnGraph graph, OutlierKind kind) {
        graph.requireSize(vectors.size());
        double[][] distances = distances(vectors, graph);
        return new Outliers(vectors, graph, kind == OutlierKind.LOCAL ? factors(graph, distances) : means(distances));
    }

    /** Straight distances, for vectors of length 1 those between the points. */
    private static double[][] distances(Vectors vectors, KnnGraph graph) {
        double[] squares = squares(vectors);
        double[][] distances = new double[graph.size()][];
        for (int row = 0; row < distances.length; row++) {
            double[] its = new double[neighbours(graph, row)];
            for (int rank = 0; rank < its.length; rank++) {
                double score = graph.score(row, rank);
                double square = vectors.metric() == Metric.EUCLIDEAN
                        ? -score
                        : squares[row] + squares[graph.neighbour(row, rank)] - 2 * score;
                its[rank] = Math.max(LEAST_DISTANCE, Math.sqrt(Math.max(0, square)));
            }
            distances[row] = its;
        }
        return distances;
    }

    private static double[] squares(Vectors vectors) {
        double[] squares = new double[vectors.size()];
        Arrays.fill(squares, 1);
        if (vectors.metric() == Metric.DOT_PRODUCT) {
            for (int row = 0; row < squares.length; row++) {
                float[] vector = vectors.vector(row);
                squares[row] = Kernels.dot(vector, vector);
            }
        }
        return squares;
    }

    private static int neighbours(KnnGraph graph, int row) {
        int count = 0;
        while (count < graph.k() && graph.neighbour(row, count) >= 0) {
            count++;
        }
        return count;
    }

    private static double[] means(double[][] distances) {
        return Arrays.stream(distances)
                .mapToDouble(its -> Arrays.stream(its).average().orElse(0))
                .toArray();
    }

    /** How many times denser it is around the neighbours than here; distances shorter than a neighbour's own reach count as that. */
    private static double[] factors(KnnGraph graph, double[][] distances) {
        double[] density = new double[distances.length];
        for (int row = 0; row < density.length; row++) {
            double sum = 0;
            for (int rank = 0; rank < distances[row].length; rank++) {
                double[] its = distances[graph.neighbour(row, rank)];
                sum += Math.max(distances[row][rank], its[its.length - 1]);
            }
            density[row] = distances[row].length / sum;
        }
        double[] factors = new double[density.length];
        for (int row = 0; row < factors.length; row++) {
            double sum = 0;
            for (int rank = 0; rank < distances[row].length; rank++) {
                sum += density[graph.neighbour(row, rank)];
            }
            factors[row] = distances[row].length == 0 ? 1 : sum / distances[row].length / density[row];
        }
        return factors;
    }

    /**
     * Returns how many were ranked.
     *
     * @return all vectors
     */
    public int size() {
        return scores.length;
    }

    /**
     * Returns the score of a vector.
     *
     * @param row its row
     * @return larger is more apart
     */
    public double score(int row) {
        return scores[row];
    }

    /**
     * Returns what stands apart the most.
     *
     * @param count how many of them
     * @param reasons how many neighbours to give for each
     * @return the most apart first; among equal ones by row
     */
    public List<Outlier> first(int count, int reasons) {
        List<Outlier> first = new ArrayList<>();
        for (int rank = 0; rank < Math.min(count, ranked.length); rank++) {
            int row = ranked[rank];
            List<Neighbour> nearest = new ArrayList<>();
            for (int i = 0; i < Math.min(reasons, neighbours(graph, row)); i++) {
                nearest.add(new Neighbour(vectors.id(graph.neighbour(row, i)), graph.score(row, i)));
            }
            first.add(new Outlier(vectors.id(row), scores[row], nearest));
        }
        return first;
    }
}
