package io.vicinal.analysis;

import io.vicinal.analysis.join.NearestVisitors;
import io.vicinal.analysis.join.Neighbours;
import io.vicinal.analysis.join.SelfJoin;
import java.util.Objects;

/**
 * For each of a set of vectors, its k nearest others, best first. Among equal scores the lower row is nearer.
 *
 * <p>Immutable, and safe for use by several threads; it does not need the vectors any more.
 */
public final class KnnGraph {
    private final Neighbours nearest;
    private final double recall;

    KnnGraph(Neighbours nearest, double recall) {
        this.nearest = nearest;
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
        Neighbours nearest = new Neighbours(vectors.size(), k);
        long pairs = SelfJoin.pairs(vectors.size());
        new SelfJoin(vectors.rows(), vectors.metric(), Runtime.getRuntime().availableProcessors())
                .run(new NearestVisitors(nearest), done -> progress.report(done, pairs));
        return new KnnGraph(nearest, 1);
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
        return GraphSearch.run(vectors, k, effort, progress);
    }

    /**
     * Returns the number of vectors.
     *
     * @return rows
     */
    public int size() {
        return nearest.rows();
    }

    /**
     * Returns how many neighbours were asked for.
     *
     * @return neighbours of a row, at most
     */
    public int k() {
        return nearest.k();
    }

    /**
     * Returns a neighbour.
     *
     * @param row from 0 to {@code size() - 1}
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return the row of the neighbour, or -1 if there are not as many
     */
    public int neighbour(int row, int rank) {
        return nearest.neighbour(Objects.checkIndex(row, size()), Objects.checkIndex(rank, k()));
    }

    /**
     * Returns how near a neighbour is.
     *
     * @param row from 0 to {@code size() - 1}
     * @param rank from 0, the nearest, to {@code k() - 1}
     * @return the score of the two; negative infinity if there are not as many
     */
    public float score(int row, int rank) {
        return nearest.score(Objects.checkIndex(row, size()), Objects.checkIndex(rank, k()));
    }

    /** Tells whether a row is among the neighbours of another. */
    boolean has(int row, int neighbour) {
        for (int rank = 0; rank < k(); rank++) {
            if (nearest.neighbour(row, rank) == neighbour) {
                return true;
            }
        }
        return false;
    }

    /** Refuses to be used with other vectors than those it was made of. */
    void requireSize(int rows) {
        if (rows != size()) {
            throw new IllegalArgumentException(
                    "the graph has %d rows but there are %d vectors".formatted(size(), rows));
        }
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
