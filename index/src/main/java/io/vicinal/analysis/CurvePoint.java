package io.vicinal.analysis;

/**
 * How well a number of clusters suits.
 *
 * @param clusters the number
 * @param spread the mean squared Euclidean distance of vectors from the centres of their clusters, under cosine of vectors of length 1; it falls with the
 *     number of clusters
 */
public record CurvePoint(int clusters, double spread) {}
