package io.vicinal.analysis;

import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * HDBSCAN over a graph of nearest neighbours. Rows are joined along its edges, from the densest place on; that gives a tree. Where a branch of enough rows
 * leaves another such branch, both are clusters in question; what stays together over the widest range of densities is a cluster.
 */
final class DensityTree {
    /** Equal vectors are taken for no denser than so many times the usual, or they would outweigh everything. */
    private static final double DENSEST = 100;

    private final Vectors vectors;
    private final KnnGraph graph;
    private final int leastSize;
    private final double[] squaredNorms;
    private final int rows;

    // The tree: nodes below rows are rows, others have two children and the distance at which these were joined.
    private final int[] left;
    private final int[] right;
    private final double[] distances;
    private final int[] sizes;
    private int nodes;

    DensityTree(Vectors vectors, KnnGraph graph, int leastSize) {
        this.vectors = vectors;
        this.graph = graph;
        this.leastSize = leastSize;
        this.rows = graph.size();
        this.squaredNorms = new double[rows];
        Arrays.setAll(squaredNorms, row -> vectors.metric() == Metric.DOT_PRODUCT ? vectors.score(row, row) : 1);
        this.left = new int[2 * rows];
        this.right = new int[2 * rows];
        this.distances = new double[2 * rows];
        this.sizes = new int[2 * rows];
        this.nodes = rows;
    }

    /** The cluster of each row, or -1. */
    int[] clusters() {
        Arrays.fill(sizes, 0, rows, 1);
        int[] roots = join();
        return new DensityBranches(left, right, distances, sizes, rows, leastSize).clusters(roots);
    }

    /** How far a neighbour is, whatever the metric. */
    private double distance(int row, int rank) {
        double score = graph.score(row, rank);
        double squared = switch (vectors.metric()) {
            case COSINE -> 2 - 2 * score;
            case EUCLIDEAN -> -score;
            case DOT_PRODUCT -> squaredNorms[row] + squaredNorms[graph.neighbour(row, rank)] - 2 * score;
        };
        return Math.sqrt(Math.max(0, squared));
    }

    /** How far the last neighbour of a row is. */
    private double[] cores() {
        double[] cores = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int rank = 0; rank < graph.k() && graph.neighbour(row, rank) >= 0; rank++) {
                cores[row] = Math.max(cores[row], distance(row, rank));
            }
        }
        return cores;
    }

    /** Joins rows along edges, the shortest first; an edge is no shorter than the cores of its ends. Returns the roots. */
    private int[] join() {
        double[] cores = cores();
        double floor = rows == 0 ? 0 : median(cores) / DENSEST;
        long[] edges = edges(cores);
        int[] tops = new int[rows];
        Arrays.setAll(tops, row -> row);
        UnionFind sets = new UnionFind(rows);
        for (long edge : edges) {
            int number = (int) edge;
            int row = number / graph.k();
            int other = graph.neighbour(row, number % graph.k());
            int a = sets.find(row);
            int b = sets.find(other);
            if (sets.join(row, other)) {
                left[nodes] = tops[a];
                right[nodes] = tops[b];
                sizes[nodes] = sizes[tops[a]] + sizes[tops[b]];
                distances[nodes] = Math.max(floor, Float.intBitsToFloat((int) (edge >>> 32)));
                tops[Math.min(a, b)] = nodes++;
            }
        }
        return IntStream.range(0, rows)
                .filter(row -> sets.find(row) == row)
                .map(row -> tops[row])
                .toArray();
    }

    private long[] edges(double[] cores) {
        long[] edges = new long[Math.multiplyExact(rows, graph.k())];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            for (int rank = 0; rank < graph.k() && graph.neighbour(row, rank) >= 0; rank++) {
                double core = Math.max(cores[row], cores[graph.neighbour(row, rank)]);
                float length = (float) Math.max(core, distance(row, rank));
                edges[count++] = (long) Float.floatToRawIntBits(length) << 32 | (row * graph.k() + rank);
            }
        }
        long[] sorted = Arrays.copyOf(edges, count);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
