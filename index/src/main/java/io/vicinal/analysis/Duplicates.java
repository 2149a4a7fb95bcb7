package io.vicinal.analysis;

import io.vicinal.analysis.join.PairVisitors;
import io.vicinal.analysis.join.SelfJoin;
import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors so near to each other that one of them would do.
 *
 * <pre>{@code
 * Duplicates duplicates = Duplicates.exact(vectors, 0.95f);
 * for (DuplicateGroup group : duplicates.groups()) {
 *   int kept = Keep.CENTRAL.choose(vectors, group);
 * }
 * }</pre>
 *
 * <p>A group holds what is connected by pairs: two of its rows may be less near to each other than the threshold says, where others lie between them.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class Duplicates {
    private final List<DuplicateGroup> groups;
    private final long pairs;
    private final double recall;

    private Duplicates(UnionFind sets, long pairs, double recall) {
        this.groups = sets.sets().stream().map(DuplicateGroup::new).toList();
        this.pairs = pairs;
        this.recall = recall;
    }

    /**
     * Compares every vector with every other, on all cores.
     *
     * @param vectors the vectors
     * @param threshold the least score of two duplicates
     * @return all duplicates there are
     * @throws IllegalArgumentException if the threshold is NaN, or more than the {@linkplain Metric#greatestScore greatest score} there is
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Duplicates exact(Vectors vectors, float threshold) {
        return exact(vectors, threshold, AnalysisProgress.NONE);
    }

    /**
     * Compares every vector with every other, on all cores.
     *
     * @param vectors the vectors
     * @param threshold the least score of two duplicates
     * @param progress is told how many comparisons are made
     * @return all duplicates there are
     * @throws IllegalArgumentException if the threshold is NaN, or more than the {@linkplain Metric#greatestScore greatest score} there is
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Duplicates exact(Vectors vectors, float threshold, AnalysisProgress progress) {
        UnionFind sets = new UnionFind(vectors.size());
        long pairs = forEachPair(vectors, threshold, (a, b, score) -> sets.join(a, b), progress);
        return new Duplicates(sets, pairs, 1);
    }

    /**
     * Takes the duplicates from a graph of nearest neighbours, which is there at once. Where a row has more duplicates than the graph has neighbours of
     * it, pairs are missing; of groups hardly ever a row.
     *
     * @param vectors the vectors
     * @param graph their graph
     * @param threshold the least score of two duplicates
     * @return the duplicates that are neighbours in the graph
     * @throws IllegalArgumentException if the graph is one of other vectors, or the threshold is NaN or more than the {@linkplain Metric#greatestScore
     *     greatest score} there is
     */
    public static Duplicates of(Vectors vectors, KnnGraph graph, float threshold) {
        requireReachable(threshold, vectors.metric());
        graph.requireSize(vectors.size());
        UnionFind sets = new UnionFind(vectors.size());
        long pairs = 0;
        for (int row = 0; row < graph.size(); row++) {
            for (int rank = 0; rank < graph.k() && graph.score(row, rank) >= threshold; rank++) {
                int other = graph.neighbour(row, rank);
                if (other > row || !graph.has(other, row)) {
                    sets.join(row, other);
                    pairs++;
                }
            }
        }
        return new Duplicates(sets, pairs, PairRecall.measure(vectors, graph, threshold));
    }

    /**
     * Hands on all pairs of duplicates as they are found, so that there may be more of them than fit into memory: always in the same order.
     *
     * @param vectors the vectors
     * @param threshold the least score of two duplicates
     * @param consumer takes the pairs
     * @param progress is told how many comparisons are made
     * @return how many pairs there were
     * @throws IllegalArgumentException if the threshold is NaN, or more than the {@linkplain Metric#greatestScore greatest score} there is
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static long forEachPair(Vectors vectors, float threshold, PairConsumer consumer, AnalysisProgress progress) {
        requireReachable(threshold, vectors.metric());
        long[] found = new long[1];
        PairVisitors visitors = new PairVisitors(threshold, (a, b, score) -> {
            found[0]++;
            consumer.accept(a, b, score);
        });
        long all = SelfJoin.pairs(vectors.size());
        new SelfJoin(vectors.rows(), vectors.metric(), Runtime.getRuntime().availableProcessors())
                .run(visitors, done -> progress.report(done, all));
        return found[0];
    }

    private static void requireReachable(float threshold, Metric metric) {
        if (Float.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold must be a number but is NaN");
        }
        if (threshold > metric.greatestScore()) {
            throw new IllegalArgumentException("threshold must be at most %.0f with metric %s but is %s"
                    .formatted(metric.greatestScore(), metric.label(), threshold));
        }
    }

    /**
     * Returns the groups.
     *
     * @return in the order of their first rows
     */
    public List<DuplicateGroup> groups() {
        return groups;
    }

    /**
     * Returns how many pairs were found.
     *
     * @return pairs of rows whose score is at least the threshold
     */
    public long pairs() {
        return pairs;
    }

    /**
     * Returns how many of the true pairs were found.
     *
     * @return 1 if all were compared; otherwise the part found, measured on a sample of up to {@value PairRecall#SAMPLE} rows, 1 if they have none
     */
    public double recall() {
        return recall;
    }

    /**
     * Returns the rows to drop so that one of each group stays.
     *
     * @param vectors the vectors
     * @param keep chooses which
     * @return rows, ascending
     * @throws IllegalArgumentException if a row is chosen that is not in the group
     */
    public int[] superfluous(Vectors vectors, Keep keep) {
        return groups.stream()
                .flatMapToInt(group -> {
                    int kept = keep.choose(vectors, group);
                    if (Arrays.stream(group.rows()).noneMatch(row -> row == kept)) {
                        throw new IllegalArgumentException("row %d was chosen to stay of %s".formatted(kept, group));
                    }
                    return IntStream.of(group.rows()).filter(row -> row != kept);
                })
                .sorted()
                .toArray();
    }
}
