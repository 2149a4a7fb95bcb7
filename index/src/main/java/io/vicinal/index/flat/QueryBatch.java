package io.vicinal.index.flat;

import io.vicinal.index.Query;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.util.Arrays;

/**
 * Up to {@value Scan#MAX_QUERIES} queries made ready for the kernels, one after the other, under cosine at length 1; a scan for
 * them; and a lookup for those that are better answered alone. Each thread keeps one and uses it again and again, so that a search
 * allocates nothing but its answer.
 */
final class QueryBatch implements AutoCloseable {
    private static final ThreadLocal<QueryBatch> OF_THREAD = ThreadLocal.withInitial(QueryBatch::new);

    private final Query[] queries = new Query[Scan.MAX_QUERIES];
    private final Scan scan = new Scan();
    private final Lookup lookup = new Lookup();
    private float[] vectors = new float[0];
    private int count;
    private boolean taken;

    private QueryBatch() {}

    /** Takes this thread's batch, empty, until it is closed; another while a filter of an outer search has that one in use. */
    static QueryBatch take(int dimension) {
        QueryBatch batch = OF_THREAD.get();
        if (batch.taken) {
            batch = new QueryBatch();
        }
        if (batch.vectors.length < dimension * Scan.MAX_QUERIES) {
            batch.vectors = new float[dimension * Scan.MAX_QUERIES];
        }
        batch.taken = true;
        return batch;
    }

    /** Adds a query, which has been checked and has this norm. */
    void add(Query query, double norm, Metric metric) {
        float[] vector = query.vector();
        if (metric == Metric.COSINE) {
            VectorCheck.normalise(vector, norm, vectors, count * vector.length);
        } else {
            System.arraycopy(vector, 0, vectors, count * vector.length, vector.length);
        }
        queries[count++] = query;
    }

    int count() {
        return count;
    }

    Query query(int i) {
        return queries[i];
    }

    float[] vectors() {
        return vectors;
    }

    Scan scan() {
        return scan;
    }

    Lookup lookup() {
        return lookup;
    }

    /** Lets go of the queries, their filters and what was found. */
    @Override
    public void close() {
        Arrays.fill(queries, 0, count, null);
        count = 0;
        scan.clear();
        lookup.clear();
        taken = false;
    }
}
