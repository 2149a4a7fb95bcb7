package io.vicinal.cli.knn;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What neighbours are wanted of what.
 *
 * @param base the file of rows to search
 * @param queries the file of vectors to find the neighbours of
 * @param k how many neighbours of each
 * @param metric how vectors are compared
 * @param engine what searches
 * @param effort how hard an approximate engine looks
 * @param threads how many cores search
 * @param batch how many queries are answered in one call
 * @param truth the right answers, if recall is wanted
 * @param out where the answers go, if they are wanted
 */
public record KnnRequest(
        Path base,
        Path queries,
        int k,
        Metric metric,
        String engine,
        int effort,
        int threads,
        int batch,
        @Nullable Path truth,
        @Nullable Path out) {}
