package io.vicinal.index.flat;

import io.vicinal.index.Query;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.NextScore;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;

/** Compares up to {@value #MAX_QUERIES} queries with a range of rows in one pass. */
final class Scan {
    /** Queries that share a pass: as many rows are read once instead of so many times, and their vectors still fit the cache. */
    static final int MAX_QUERIES = 8;

    /** Rows scored between two looks at the scores, which interrupt the stream of rows. */
    static final int CHUNK = 1024;

    private final float[] scores = new float[CHUNK * MAX_QUERIES];
    private final TopK[] best = new TopK[MAX_QUERIES];
    private final CodedScan coded = new CodedScan();

    Scan() {
        for (int i = 0; i < MAX_QUERIES; i++) {
            best[i] = new TopK();
        }
    }

    /** Returns the best hits of a query, found by the last {@link #run}. */
    TopK best(int query) {
        return best[query];
    }

    /** Takes over what another scan of the same queries found. */
    void merge(Scan other, int queryCount) {
        for (int q = 0; q < queryCount; q++) {
            best[q].offerAll(other.best[q]);
        }
    }

    /** Forgets what was found, where nobody drained it. */
    void clear() {
        for (TopK top : best) {
            top.clear();
        }
    }

    /** Scores the rows from {@code from} to before {@code to}; where there are codes, a block of them begins with the first. */
    void run(QueryBatch queries, IdRows rows, Metric metric, FlatCodes codes, int from, int to) {
        for (int q = 0; q < queries.count(); q++) {
            best[q].reset(queries.query(q).k(), queries.query(q).minScore());
        }
        if (codes.present()) {
            coded.run(queries, rows, metric, codes, from, to, best);
            return;
        }
        VectorRows view = rows.rows();
        int count;
        for (int first = from; first < to; first += count) {
            count = Math.min(Math.min(CHUNK, to - first), view.sequence(first));
            score(queries, view, metric, first, count);
            for (int q = 0; q < queries.count(); q++) {
                collect(queries.query(q), best[q], rows, metric, first, q * count, count);
            }
        }
    }

    private void score(QueryBatch queries, VectorRows view, Metric metric, int first, int count) {
        if (metric == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(
                    queries.vectors(),
                    queries.count(),
                    view.dimension(),
                    view.segment(),
                    view.offset(first),
                    view.stride(),
                    count,
                    scores);
        } else {
            Kernels.dot(
                    queries.vectors(),
                    queries.count(),
                    view.dimension(),
                    view.segment(),
                    view.offset(first),
                    view.stride(),
                    count,
                    scores);
        }
    }

    private void collect(Query query, TopK top, IdRows rows, Metric metric, int first, int at, int count) {
        float[] inverseNorms = rows.inverseNorms();
        if (inverseNorms != null) {
            for (int i = 0; i < count; i++) {
                scores[at + i] *= inverseNorms[first + i];
            }
        }
        boolean distances = metric == Metric.EUCLIDEAN;
        int end = at + count;
        int i = distances ? NextScore.near(scores, at, end, top.bound()) : NextScore.good(scores, at, end, top.bound());
        while (i < end) {
            int ordinal = first + i - at;
            if (rows.live(ordinal) && query.allows(rows.id(ordinal))) {
                // Zero is added or subtracted from, so that no score is -0.0.
                top.offer(rows.id(ordinal), distances ? 0 - scores[i] : 0 + scores[i]);
            }
            i = distances
                    ? NextScore.near(scores, i + 1, end, top.bound())
                    : NextScore.good(scores, i + 1, end, top.bound());
        }
    }
}
