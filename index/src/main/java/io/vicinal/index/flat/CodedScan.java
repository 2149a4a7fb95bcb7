package io.vicinal.index.flat;

import io.vicinal.encoding.EncodedQuery;
import io.vicinal.encoding.Encoding;
import io.vicinal.index.Query;
import io.vicinal.index.codes.BlockCodes;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares queries with the codes of a range of rows in one pass, and with the floats of those rows only that may be good enough. For one thread at a
 * time.
 */
final class CodedScan {
    /** Blocks compared between two looks at the scores. */
    private static final int CHUNK = 64;

    /** By what part a score may exceed a bound since both are rounded. */
    private static final float ROUNDING = 1e-5f;

    private final int[] ordinals = new int[CHUNK * Encoding.BLOCK];
    private final float[] bounds = new float[CHUNK * Encoding.BLOCK];
    private final float[] estimates = new float[Encoding.BLOCK];
    private final List<Candidates> candidates = new ArrayList<>();
    private @Nullable BlockCodes known;

    /**
     * Compares.
     *
     * @param queries the queries
     * @param rows the rows
     * @param metric how to compare
     * @param flat the rows' codes
     * @param from the first row, with which a block begins
     * @param to the row after the last
     * @param best takes the hits of each query
     */
    void run(QueryBatch queries, IdRows rows, Metric metric, FlatCodes flat, int from, int to, TopK[] best) {
        BlockCodes codes = flat.codes();
        codes.verify();
        int end = (to + Encoding.BLOCK - 1) / Encoding.BLOCK;
        for (int q = 0; q < queries.count(); q++) {
            Candidates found = candidates(q, codes, rows, metric, best[q]);
            found.begin(queries.vectors(), q, rows, metric, best[q]);
            found.margin(margin(found, codes, flat.deviations(), from / Encoding.BLOCK));
        }
        for (int block = from / Encoding.BLOCK; block < end; block += CHUNK) {
            int count = Math.min(CHUNK, end - block);
            for (int q = 0; q < queries.count(); q++) {
                Candidates found = candidates.get(q);
                float least = least(found.bound());
                int kept =
                        found.encoded().bound(codes.blocks(), block, count, flat.deviations(), least, ordinals, bounds);
                collect(queries.query(q), found, rows, kept, to);
            }
        }
        for (int q = 0; q < queries.count(); q++) {
            candidates.get(q).finish();
        }
    }

    private Candidates candidates(int q, BlockCodes codes, IdRows rows, Metric metric, TopK best) {
        if (known != codes) {
            candidates.clear();
            known = codes;
        }
        if (candidates.size() == q) {
            candidates.add(new Candidates(codes.newQuery(), rows, metric, best));
        }
        return candidates.get(q);
    }

    /** By how much bounds are above estimates is about the same for all rows; how much, those of the first block tell. */
    private float margin(Candidates found, BlockCodes codes, float deviations, int block) {
        EncodedQuery query = found.encoded();
        query.bound(codes.blocks(), block, 1, 0, Float.NEGATIVE_INFINITY, ordinals, estimates);
        query.bound(codes.blocks(), block, 1, deviations, Float.NEGATIVE_INFINITY, ordinals, bounds);
        float margin = 0;
        for (int i = 0; i < Encoding.BLOCK; i++) {
            margin = Math.max(margin, bounds[i] - estimates[i]);
        }
        return margin;
    }

    private void collect(Query query, Candidates found, IdRows rows, int kept, int end) {
        for (int i = 0; i < kept; i++) {
            int ordinal = ordinals[i];
            // What was enough when the chunk was begun may be too little by now.
            if (bounds[i] >= least(found.bound())
                    && ordinal < end
                    && rows.live(ordinal)
                    && query.allows(rows.id(ordinal))) {
                found.take(ordinal, bounds[i]);
            }
        }
    }

    /** What a row's bound has to come to for its score to reach another, since both are rounded. */
    static float least(float score) {
        return score - ROUNDING * Math.abs(score);
    }
}
