package io.vicinal.cli.knn;

import io.vicinal.format.IntVectorReader;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right answers, and how many of them were found. A hit counts if it is among the first k right ones, or exactly as close as
 * the last of them: where rows tie for the last place, either is right.
 */
final class Truth implements Closeable {
    private static final float ROUNDING = 1e-6f;

    private final KnnRequest request;
    private final int k;
    private final Metric metric;
    private final @Nullable IntVectorReader reader;
    private final int[] row;
    private long rows;
    private long found;
    private long wanted;

    private Truth(KnnRequest request, @Nullable IntVectorReader reader) {
        this.request = request;
        this.k = request.k();
        this.metric = request.metric();
        this.reader = reader;
        this.row = new int[reader == null ? 0 : reader.dimension()];
    }

    static Truth open(KnnRequest request, long queries) throws IOException {
        if (request.truth() == null) {
            return new Truth(request, null);
        }
        IntVectorReader reader = IntVectorReader.open(request.truth());
        if (reader.count() != queries || (reader.dimension() < request.k() && queries > 0)) {
            reader.close();
            throw new IllegalArgumentException(
                    "%s has %d rows of %d neighbours, but there are %d queries for %d neighbours each"
                            .formatted(request.truth(), reader.count(), reader.dimension(), queries, request.k()));
        }
        return new Truth(request, reader);
    }

    void compare(Query query, Hits hits, BaseIndex base) throws IOException {
        if (reader == null || !reader.next(row)) {
            return;
        }
        int[] right = Arrays.copyOf(row, k);
        VectorIndex index = base.index();
        requireFindable(right, query, base);
        float last = score(query, index, right[k - 1]);
        float tolerance = ROUNDING * Math.max(Math.abs(last), metric == Metric.COSINE ? 1 : 0);
        Arrays.sort(right);
        for (int i = 0; i < hits.size(); i++) {
            int id = (int) hits.id(i);
            if (Arrays.binarySearch(right, id) >= 0 || Math.abs(score(query, index, id) - last) <= tolerance) {
                found++;
            }
        }
        rows++;
        wanted += k;
    }

    private void requireFindable(int[] right, Query query, BaseIndex base) {
        for (int id : right) {
            if (!base.index().contains(id)) {
                throw new IllegalArgumentException("%s: row %d has the neighbour %d, but %s has %d rows"
                        .formatted(
                                request.truth(),
                                rows,
                                id,
                                base.origin().file(),
                                base.index().size()));
            }
            if (!query.allows(id)) {
                throw new IllegalArgumentException("%s: row %d has the neighbour %d, which %s does not allow"
                        .formatted(request.truth(), rows, id, request.filter()));
            }
        }
    }

    private float score(Query query, VectorIndex index, int id) {
        float[] vector = index.vector(id);
        return switch (metric) {
            case COSINE -> Kernels.cosine(query.vector(), vector);
            case DOT_PRODUCT -> Kernels.dot(query.vector(), vector);
            case EUCLIDEAN -> -Kernels.squaredEuclidean(query.vector(), vector);
        };
    }

    /** Returns the part found, or NaN if the right answers are not known. */
    double recall() {
        return reader == null || wanted == 0 ? Double.NaN : (double) found / wanted;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
