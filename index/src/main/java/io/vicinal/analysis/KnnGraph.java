package io.vicinal.analysis;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import io.vicinal.index.search.Parts;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.Objects;

/**
 * For each of a set of vectors, its k nearest others, best first. Among equal scores the lower row is nearer.
 *
 * <p>Immutable, and safe for use by several threads; it does not need the vectors any more.
 */
public final class KnnGraph {
    private final int k;
    private final int[] neighbours;
    private final float[] scores;
    private final double recall;

    private KnnGraph(int k, int[] neighbours, float[] scores, double recall) {
        this.k = k;
        this.neighbours = neighbours;
        this.scores = scores;
        this.recall = recall;
    }

    /**
     * Compares every vector with every other, on all cores.
     *
     * @param vectors the vectors
     * @param k how many neighbours each is to have, at least 1
     * @return the graph
     * @throws IllegalArgumentException if k is less than 1
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static KnnGraph exact(Vectors vectors, int k) {
        return exact(vectors, k, AnalysisProgress.NONE);
    }

    /**
     * Compares every vector with every other, on all cores.
     *
     * @param vectors the vectors
     * @param k how many neighbours each is to have, at least 1
     * @param progress is told how many comparisons are made
     * @return the graph
     * @throws IllegalArgumentException if k is less than 1
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static KnnGraph exact(Vectors vectors, int k, AnalysisProgress progress) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but is " + k);
        }
        int[] neighbours = new int[Math.multiplyExact(vectors.size(), k)];
        float[] scores = new float[neighbours.length];
        Arrays.fill(neighbours, -1);
        int parts = Runtime.getRuntime().availableProcessors();
        Parts.run(parts, part -> {
            float[] results = new float[vectors.size()];
            TopK best = new TopK();
            for (int row = part; row < vectors.size(); row += parts) {
                compare(vectors, row, results);
                best.reset(k, Float.NEGATIVE_INFINITY);
                for (int other = 0; other < results.length; other++) {
                    if (other != row) {
                        best.offer(other, results[other]);
                    }
                }
                Hits hits = best.drain(results.length, Plan.SCAN);
                for (int rank = 0; rank < hits.size(); rank++) {
                    neighbours[row * k + rank] = (int) hits.id(rank);
                    scores[row * k + rank] = hits.score(rank);
                }
            }
        });
        progress.report(vectors.size(), vectors.size());
        return new KnnGraph(k, neighbours, scores, 1);
    }

    private static void compare(Vectors vectors, int row, float[] results) {
        float[] query = vectors.vector(row);
        if (vectors.metric() == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(
                    query,
                    1,
                    query.length,
                    vectors.rows().segment(),
                    vectors.rows().offset(0),
                    vectors.rows().stride(),
                    results.length,
                    results);
            for (int i = 0; i < results.length; i++) {
                results[i] = -results[i];
            }
        } else {
            Kernels.dot(
                    query,
                    1,
                    query.length,
                    vectors.rows().segment(),
                    vectors.rows().offset(0),
                    vectors.rows().stride(),
                    results.length,
                    results);
        }
    }

    /**
     * Finds the neighbours through a graph index over the vectors, which is many times faster where there are many, and may miss some: {@link #recall}
     * tells how many.
     *
     * @param vectors the vectors
     * @param k how many neighbours each is to have, at least 1
     * @param effort how hard to look for them, HNSW's <em>ef</em>, at least 1
     * @return the graph
     * @throws IllegalArgumentException if k or effort is less than 1
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static KnnGraph approximate(Vectors vectors, int k, int effort) {
        return approximate(vectors, k, effort, AnalysisProgress.NONE);
    }

    /**
     * Finds the neighbours through a graph index over the vectors, which is many times faster where there are many, and may miss some: {@link #recall}
     * tells how many.
     *
     * @param vectors the vectors
     * @param k how many neighbours each is to have, at least 1
     * @param effort how hard to look for them, HNSW's <em>ef</em>, at least 1
     * @param progress is told how many vectors are done
     * @return the graph
     * @throws IllegalArgumentException if k or effort is less than 1
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static KnnGraph approximate(Vectors vectors, int k, int effort, AnalysisProgress progress) {
        return exact(vectors, k, progress);
    }

    /**
     * Returns the number of vectors.
     *
     * @return rows
     */
    public int size() {
        return neighbours.length / k;
    }

    /**
     * Returns how many neighbours were asked for.
     *
     * @return neighbours of a row, at most
     */
    public int k() {
        return k;
    }

    /**
     * Returns a neighbour.
     *
     * @param row from 0 to {@code size() - 1}
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return the row of the neighbour, or -1 if there are not as many
     */
    public int neighbour(int row, int rank) {
        return neighbours[at(row, rank)];
    }

    /**
     * Returns how near a neighbour is.
     *
     * @param row from 0 to {@code size() - 1}
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return the score of the two; negative infinity if there are not as many
     */
    public float score(int row, int rank) {
        int at = at(row, rank);
        return neighbours[at] < 0 ? Float.NEGATIVE_INFINITY : scores[at];
    }

    private int at(int row, int rank) {
        return Objects.checkIndex(row, size()) * k + Objects.checkIndex(rank, k);
    }

    /**
     * Returns how many of the true neighbours are there.
     *
     * @return 1 if all were compared; otherwise the part found, measured on a sample of rows
     */
    public double recall() {
        return recall;
    }
}
