package io.vicinal.index.flat;

import io.vicinal.index.Hits;
import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.AllowedScan;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;

/** Answers a query that allows few ids: looks these up, and compares their rows and no others. */
final class Lookup {
    /** Bytes that are read in sequence in the time that it takes to find a row somewhere: docs/BENCHMARKS.md has the ratios. */
    private static final int FINDING_COST = 3 << 10;

    /** How many times faster each of several queries is answered when they share a pass over floats; one over codes gains nothing by it. */
    private static final int SHARED_GAIN = 3;

    private final AllowedScan scan = new AllowedScan();
    private final TopK best = new TopK();
    private float[] vector = new float[0];

    /**
     * Tells whether a query is answered faster like this than by a scan of all rows.
     *
     * @param query the query
     * @param rows the rows
     * @param codes what a scan compares first
     * @param parts threads that would share the scan
     * @param queries queries that would share it
     */
    static boolean pays(Query query, IdRows rows, FlatCodes codes, int parts, int queries) {
        IdSet ids = query.allowedIds();
        if (ids == null) {
            return false;
        }
        double row = (double) rows.rows().dimension() * Float.BYTES;
        double gain = queries == 1 || codes.present() ? parts : parts * SHARED_GAIN;
        return ids.count() * (row + FINDING_COST) <= rows.count() * codes.scannedBytes() / gain;
    }

    /** Answers a query, which has been checked and has this norm. */
    Hits answer(Query query, double norm, IdRows rows, Metric metric) {
        best.reset(query.k(), query.minScore());
        return best.drain(scan.run(ready(query.vector(), norm, metric), query, rows, metric, best), Plan.ALLOWED_SCAN);
    }

    /** The vector as the kernels need it: under cosine at length 1, in an array that is used again and again. */
    private float[] ready(float[] asked, double norm, Metric metric) {
        if (metric != Metric.COSINE) {
            return asked;
        }
        if (vector.length != asked.length) {
            vector = new float[asked.length];
        }
        VectorCheck.normalise(asked, norm, vector, 0);
        return vector;
    }

    /** Forgets what was found, where nobody drained it. */
    void clear() {
        best.clear();
    }
}
