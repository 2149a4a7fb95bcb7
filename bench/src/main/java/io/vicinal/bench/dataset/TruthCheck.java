package io.vicinal.bench.dataset;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Holds the neighbours said to be nearest against those that a {@linkplain PlainSearch plain loop} finds. Neighbours count as
 * right if they are as close as the right ones, rank by rank: where rows tie, any of them is right.
 */
final class TruthCheck {
    /** As far as float kernels may be from double precision. */
    static final double COMPUTED = 1e-5;

    /** As far as what other tools computed may be. */
    static final double GIVEN = 1e-4;

    private static final long SEED = 0x7472757468L;
    private static final int SAMPLE = 10;

    /** Floats have 24 bits; a sum of products, and vectors scaled to length 1, lose a few of them. */
    private static final double ROUNDING = 1e-6;

    private final VectorRows base;
    private final Metric metric;
    private final int k;
    private final double relative;

    /** Checks the first {@code k} of each query's neighbours; scores may be off by that part of the distance. */
    TruthCheck(VectorRows base, Metric metric, int k, double relative) {
        this.base = base;
        this.metric = metric;
        this.k = k;
        this.relative = relative;
    }

    /** Checks that all neighbours are rows, and different ones; returns what is wrong. */
    Optional<String> shape(int[][] truth) {
        for (int q = 0; q < truth.length; q++) {
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < truth[q].length; i++) {
                int row = truth[q][i];
                if (row < 0 || row >= base.count()) {
                    return Optional.of("truth of query %d has the neighbour %d, but there are %d rows"
                            .formatted(q, row, base.count()));
                }
                if (i < k && !seen.add(row)) {
                    return Optional.of("truth of query %d has the neighbour %d twice".formatted(q, row));
                }
            }
        }
        return Optional.empty();
    }

    /** Checks a sample of queries, on all cores; returns what is wrong. */
    Optional<String> sample(float[][] queries, int[][] truth) {
        return sampled(queries.length)
                .parallel()
                .mapToObj(q -> check(q, queries[q], truth[q]))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static IntStream sampled(int queries) {
        return queries <= SAMPLE
                ? IntStream.range(0, queries)
                : new SplittableRandom(SEED)
                        .ints(0, queries)
                        .distinct()
                        .limit(SAMPLE)
                        .sorted();
    }

    private Optional<String> check(int number, float[] query, int[] neighbours) {
        PlainSearch right = PlainSearch.run(query, base, metric, k);
        float[] row = new float[base.dimension()];
        double[] scores = new double[k];
        for (int i = 0; i < k; i++) {
            base.copy(neighbours[i], row);
            scores[i] = PlainSearch.score(query, row, metric);
        }
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        for (int i = 0; i < k; i++) {
            double score = ascending[k - 1 - i];
            if (Math.abs(score - right.score(i)) > tolerance(query, right.row(i), right.score(i))) {
                return Optional.of(
                        "truth of query %d is wrong: its neighbour %d is row %d with score %.7g, but the best left there scores %.7g (rows %s instead of %s)"
                                .formatted(
                                        number,
                                        i,
                                        right.row(i),
                                        right.score(i),
                                        score,
                                        difference(neighbours, right.rows()),
                                        difference(right.rows(), neighbours)));
            }
        }
        return Optional.empty();
    }

    private double tolerance(float[] query, int row, double score) {
        float[] vector = new float[base.dimension()];
        base.copy(row, vector);
        if (metric == Metric.COSINE) {
            return relative * (1 - score) + ROUNDING;
        }
        double norms = Math.sqrt(PlainSearch.dot(query, query) * PlainSearch.dot(vector, vector));
        return relative * Math.abs(score) + ROUNDING * norms;
    }

    /** The first few that are among the first k of one and not of the other. */
    private Set<Integer> difference(int[] some, int[] others) {
        Set<Integer> difference = new HashSet<>();
        Arrays.stream(some).limit(k).forEach(difference::add);
        Arrays.stream(others).limit(k).forEach(difference::remove);
        return difference;
    }
}
