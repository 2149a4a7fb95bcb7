package io.vicinal.bench.dataset;

/**
 * How hard the queries of a dataset are. Both numbers are of Euclidean distances, under cosine those between vectors of length 1.
 *
 * @param medianLid the median, over up to 1,000 queries, of the {@linkplain LocalDimension local intrinsic dimension} over the
 *     nearest 100 rows, or as many as a truth that was given has: graphs have to look at more rows where it is higher. NaN where it can't be told, as under the dot product
 * @param distanceRatio how much farther queries are from their tenth nearest row than rows are from theirs, as the ratio of the
 *     medians over up to 200 of each: about 1 where queries are like the rows, more where they lie apart from them. NaN as above
 */
public record Hardness(double medianLid, double distanceRatio) {
    /** What is not known. */
    static final Hardness UNKNOWN = new Hardness(Double.NaN, Double.NaN);
}
