package io.vicinal.analysis;

/**
 * How well a number of clusters suits.
 *
 * @param clusters the number
 * @param clarity how clearly vectors belong to their clusters and no others: the mean of (b - a) / b, with a the distance of a vector from the centre of
 *     its cluster and b that from the next centre; from 0 to 1
 */
public record CurvePoint(int clusters, double clarity) {}
