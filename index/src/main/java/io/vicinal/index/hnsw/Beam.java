package io.vicinal.index.hnsw;

import io.vicinal.index.Query;
import io.vicinal.kernel.Metric;

/**
 * How wide a search is: which rows it keeps, and goes on from, beside the best.
 *
 * <p>Those are all rows up to a distance, in proportion to that of the last row that is wanted, and not a number of rows (adaptive beam search,
 * Al-Jazzazi and others 2025). Where few rows are as near as that the search is soon done, and where many are it looks at more of them. The
 * effort says how far: about as many rows as it says would be kept if the rows nearby filled {@value #DIMENSIONS} dimensions. Where that is less than the
 * rows wanted, these are kept, and only the nearest of them are gone on from.
 *
 * <p>Where scores don't say how far rows are apart, or all rows in a range are wanted, as many rows are kept as the effort says. docs/BENCHMARKS.md has
 * the curves behind the numbers.
 */
final class Beam {
    /** The number of dimensions that rows are taken to fill, wherever they lie. */
    static final int DIMENSIONS = 24;

    /** Rows that are taken for wanted, however few are. */
    private static final int FEWEST = 10;

    /** Rows kept at least, and at most, as a part and a multiple of the effort. */
    private static final int LEAST = 4;

    private static final int MOST = 8;

    /** The same for estimates: where all rows are about as far, more have to be kept to have the same among them. */
    private static final int MOST_ESTIMATES = 10;

    /** The least effort by estimates, as a multiple of the rows wanted: from the nearest alone, not all that are near are come to. */
    private static final double LEAST_ESTIMATES = 1.25;

    /** Standard deviations by which an estimate may be behind, for its row to be kept. */
    private static final float SLACK = 1;

    /** The same where as many rows are kept as the effort says; and how many times as many at most. */
    private static final float SLACK_BY_NUMBER = 1.5f;

    private static final int MOST_BY_NUMBER = 4;

    /** The part of the build effort that is searched where a graph is built by codes. */
    private static final double BUILT = 0.6;

    private final boolean byDistance;

    Beam(Metric metric) {
        this.byDistance = metric.greatestScore() < Float.POSITIVE_INFINITY;
    }

    static boolean ranged(Query query) {
        return query.minScore() > Float.NEGATIVE_INFINITY;
    }

    /**
     * Prepares a pool.
     *
     * @param pool the pool
     * @param query what is asked
     * @param minScore the least score, or estimate, of rows in the range that is asked for
     * @param deviation how far estimates are off, as a standard deviation; 0 for scores
     * @param width how many times as wide the search is to be, since estimates were found wanting
     * @return how many rows a search must find
     */
    int reset(Pool pool, Query query, float minScore, float deviation, float width) {
        if (byDistance && !ranged(query)) {
            return resetByDistance(pool, query, deviation, width);
        }
        int effort = Math.max(query.k(), query.effort());
        int wanted = ranged(query) ? query.effort() : effort;
        int room = deviation > 0 ? most(MOST_BY_NUMBER * width * effort) : effort;
        pool.reset(wanted, room, minScore, SLACK_BY_NUMBER * width * deviation, 0);
        return wanted;
    }

    private static int resetByDistance(Pool pool, Query query, float deviation, float width) {
        int effort = query.effort();
        int wanted = Math.max(query.k(), Math.max(Math.min(FEWEST, effort), effort / LEAST));
        boolean estimates = deviation > 0;
        int most = most((estimates ? MOST_ESTIMATES : MOST) * width * Math.max(query.k(), effort));
        double least = estimates ? LEAST_ESTIMATES * wanted : wanted;
        float kept = width * reach(Math.max(effort, least), wanted);
        float nearer = reach(Math.max(effort, least - Math.max(0, wanted - effort)), wanted);
        nearer = nearer < 0 ? nearer / width : nearer * width;
        pool.reset(wanted, most, Float.NEGATIVE_INFINITY, SLACK * width * deviation, kept, nearer);
        return wanted;
    }

    /**
     * Prepares a pool for finding neighbours of a new node by codes. Here half as far is looked, since what is missed costs no hit.
     *
     * @param pool the pool
     * @param effort the build effort
     * @param candidates how many are going to be scored exactly, the nearest ones
     * @param deviation how far estimates are off, as a standard deviation
     * @param width how many times as wide the search is to be, since estimates were found wanting
     */
    void resetToBuild(Pool pool, int effort, int candidates, float deviation, float width) {
        int number = most((float) Math.ceil(BUILT * width * effort));
        if (byDistance) {
            int wanted = Math.min(number, candidates);
            pool.reset(wanted, 2 * number, Float.NEGATIVE_INFINITY, SLACK * deviation / 2, reach(number, wanted) / 2);
        } else {
            pool.reset(number, number, Float.NEGATIVE_INFINITY);
        }
    }

    private static int most(float rows) {
        return (int) Math.min(Integer.MAX_VALUE, rows);
    }

    /**
     * How far is looked beyond the last row wanted, as a part of its squared distance: there end about as many rows as the effort says. Below 0 if that is
     * less than are wanted.
     */
    static float reach(double effort, int wanted) {
        return (float) Math.pow(effort / wanted, 2.0 / DIMENSIONS) - 1;
    }
}
