package io.vicinal.cli.knn;

import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What neighbours are wanted of what.
 *
 * @param index what is searched
 * @param queries the file of vectors to find the neighbours of
 * @param k how many neighbours of each
 * @param metric how vectors are compared
 * @param efforts how hard an approximate engine looks; all queries are answered with each, in this order
 * @param threads how many cores search
 * @param batch how many queries are answered in one call
 * @param filter the ids that may be found, if not all
 * @param truth the right answers, if recall is wanted
 * @param out where the answers go, if they are wanted: those of the last effort
 */
public record KnnRequest(
        IndexRequest index,
        Path queries,
        int k,
        Metric metric,
        List<Integer> efforts,
        int threads,
        int batch,
        @Nullable Path filter,
        @Nullable Path truth,
        @Nullable Path out) {
    /** Copies the list. */
    public KnnRequest {
        efforts = List.copyOf(efforts);
    }

    /** Refuses rows, named by their file, that can't answer the queries. */
    void requireFit(Path file, int dimension, long count, VectorReader queryReader) {
        if (dimension == 0) {
            throw new IllegalArgumentException(file + " is empty");
        }
        if (queryReader.dimension() != dimension && queryReader.count() > 0) {
            throw new IllegalArgumentException("dimension of %s is %d but the vectors of %s have %d components"
                    .formatted(file, dimension, queries, queryReader.dimension()));
        }
        if (out != null && k > count) {
            throw new IllegalArgumentException(
                    "k is %d but %s has only %d rows, too few to fill a row of %s".formatted(k, file, count, out));
        }
    }
}
