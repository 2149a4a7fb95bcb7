package io.vicinal.index.search;

import io.vicinal.index.IdSet;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.RowVerification;
import io.vicinal.storage.VectorRows;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a query with the rows of a range, such as those at the end that no graph leads to yet, and finds them by their numbers. Where few
 * are allowed they are looked up; otherwise all rows of the range are compared, and the set is asked about those near enough.
 *
 * <p>For one caller at a time, who uses it again and again: on one thread it allocates nothing.
 */
public final class RowTail {
    /** Rows scored between two looks at the scores, which interrupt the stream of rows. */
    private static final int CHUNK = 1024;

    /** Rows apart from each other that keep the kernels at work. */
    private static final int APART = 64;

    /** Bytes that are read in sequence in the time that it takes to find a row somewhere: docs/BENCHMARKS.md has the ratios. */
    private static final int FINDING_COST = 3 << 10;

    private static final float[] NONE = {};

    private final float[] scores = new float[CHUNK];
    private final Lookup lookup = new Lookup();
    private final TopK own = new TopK();

    /** One for each thread, this one first. */
    private RowTail[] others = {};

    /** What rows are verified by before they are read; null where that is not needed. */
    private final @Nullable RowVerification verification;

    /** Makes room for a comparison on one thread, of rows that nothing can have damaged. */
    public RowTail() {
        this(null);
    }

    /**
     * Makes room for a comparison on one thread.
     *
     * @param verification verifies rows before they are read; null for none
     */
    public RowTail(@Nullable RowVerification verification) {
        this.verification = verification;
    }

    /**
     * Compares.
     *
     * @param query the query's vector, checked, and under cosine at length 1
     * @param metric how to compare; under cosine the rows are at length 1
     * @param view the rows
     * @param first the first row of the range
     * @param end the row after its last, at most {@code view.count()}
     * @param set the rows that may be found, of the range or not; null for all
     * @param threads the most to use, this one among them; not more than there are cores or rows for
     * @param hits takes the hits, beside those it has
     * @return how many rows were compared
     * @throws io.vicinal.storage.CorruptFileException if a row that is read first now is damaged
     * @throws IndexOutOfBoundsException if the range is none of the view
     */
    public long run(
            float[] query,
            Metric metric,
            VectorRows view,
            int first,
            int end,
            @Nullable IdSet set,
            int threads,
            TopK hits) {
        Objects.checkFromToIndex(first, end, view.count());
        int parts = parts(end - first, threads);
        if (set != null && lookingUpPays(set, view, end - first, parts)) {
            return lookUp(query, metric, view, first, end, set, hits);
        }
        if (parts > 1) {
            return split(query, metric, view, first, end, set, parts, hits);
        }
        scan(query, metric, view, first, end, set, hits);
        return (long) end - first;
    }

    private static int parts(int length, int threads) {
        if (threads <= 1) {
            return 1;
        }
        int useful = Math.min(Runtime.getRuntime().availableProcessors(), length / CHUNK);
        return Math.clamp(useful, 1, threads);
    }

    private static boolean lookingUpPays(IdSet set, VectorRows view, int length, int parts) {
        double row = (double) view.dimension() * Float.BYTES;
        return set.count() * (row + FINDING_COST) <= length * row / parts;
    }

    private long split(
            float[] query,
            Metric metric,
            VectorRows view,
            int first,
            int end,
            @Nullable IdSet set,
            int parts,
            TopK hits) {
        RowTail[] tails = others(parts);
        long length = (long) end - first;
        try {
            Parts.run(parts, part -> {
                TopK found = tails[part].own;
                found.resetBehind(hits);
                tails[part].scan(
                        query,
                        metric,
                        view,
                        first + (int) (length * part / parts),
                        first + (int) (length * (part + 1) / parts),
                        set,
                        found);
            });
            for (RowTail tail : tails) {
                hits.offerAll(tail.own);
            }
        } finally {
            for (RowTail tail : tails) {
                tail.own.clear();
            }
        }
        return length;
    }

    private RowTail[] others(int parts) {
        int known = others.length;
        if (known < parts) {
            others = Arrays.copyOf(others, parts);
            for (int i = known; i < parts; i++) {
                others[i] = i == 0 ? this : new RowTail(verification);
            }
        }
        return known > parts ? Arrays.copyOf(others, parts) : others;
    }

    /** Compares all rows of a range, in sequence. */
    private void scan(
            float[] query, Metric metric, VectorRows view, int first, int end, @Nullable IdSet set, TopK hits) {
        boolean distances = metric == Metric.EUCLIDEAN;
        int chunk;
        for (int row = first; row < end; row += chunk) {
            chunk = Math.min(Math.min(CHUNK, end - row), view.sequence(row));
            if (verification != null) {
                verification.verify(row, row + chunk);
            }
            if (distances) {
                Kernels.squaredEuclidean(
                        query, 1, query.length, view.segment(), view.offset(row), view.stride(), chunk, scores);
            } else {
                Kernels.dot(query, 1, query.length, view.segment(), view.offset(row), view.stride(), chunk, scores);
            }
            collect(distances, row, chunk, set, hits);
        }
    }

    private void collect(boolean distances, int row, int chunk, @Nullable IdSet set, TopK hits) {
        int i = next(distances, 0, chunk, hits);
        while (i < chunk) {
            if (set == null || set.contains(row + i)) {
                offer(distances, row + i, scores[i], hits);
            }
            i = next(distances, i + 1, chunk, hits);
        }
    }

    private int next(boolean distances, int from, int end, TopK hits) {
        return distances
                ? NextScore.near(scores, from, end, hits.bound())
                : NextScore.good(scores, from, end, hits.bound());
    }

    /** Zero is added or subtracted from, so that no score is -0.0. */
    private static void offer(boolean distances, int row, float score, TopK hits) {
        hits.offer(row, distances ? 0 - score : 0 + score);
    }

    /** Compares the rows of a set that lie in a range. */
    private long lookUp(float[] query, Metric metric, VectorRows view, int first, int end, IdSet set, TopK hits) {
        lookup.start(query, metric, view, first, end, hits);
        try {
            set.forEach(lookup);
            return lookup.finish();
        } finally {
            lookup.release();
        }
    }

    /** Takes row numbers, and compares those of a range, many at a time. */
    private final class Lookup implements LongConsumer {
        private final long[] offsets = new long[APART];
        private final int[] taken = new int[APART];
        private float[] query = NONE;
        private boolean distances;
        private @Nullable VectorRows view;
        private @Nullable TopK hits;
        private int first;
        private int end;
        private int count;
        private long scored;

        void start(float[] target, Metric metric, VectorRows rows, int from, int to, TopK best) {
            query = target;
            distances = metric == Metric.EUCLIDEAN;
            view = rows;
            hits = best;
            first = from;
            end = to;
            count = 0;
            scored = 0;
        }

        @Override
        public void accept(long id) {
            if (id >= first && id < end) {
                taken[count++] = (int) id;
                if (count == APART) {
                    score();
                }
            }
        }

        long finish() {
            score();
            return scored;
        }

        private void score() {
            VectorRows rows = Objects.requireNonNull(view);
            TopK best = Objects.requireNonNull(hits);
            if (verification != null) {
                verification.verify(taken, count);
            }
            for (int i = 0; i < count; i++) {
                offsets[i] = rows.offset(taken[i]);
            }
            if (distances) {
                Kernels.squaredEuclidean(query, rows.segment(), offsets, count, scores);
            } else {
                Kernels.dot(query, rows.segment(), offsets, count, scores);
            }
            for (int i = 0; i < count; i++) {
                offer(distances, taken[i], scores[i], best);
            }
            scored += count;
            count = 0;
        }

        /** Lets go of what is the caller's. */
        void release() {
            query = NONE;
            view = null;
            hits = null;
        }
    }
}
