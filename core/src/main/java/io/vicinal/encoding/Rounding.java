package io.vicinal.encoding;

/**
 * What is to be expected where components that are distributed normally are rounded to levels, as those of rotated rows are about.
 *
 * @param bits of a level
 * @param fullPart the part of the components that all bits are kept of; of the others it is one less
 */
record Rounding(int bits, double fullPart) {
    /** The best distance of levels where the deviation is 1, by bits: Lloyd and Max. */
    private static final double[] STEP = {0, 1.596, 0.9957, 0.586, 0.3352};

    /** The squared cosine between components and their levels, by bits. */
    private static final double[] ALIGNMENT = {0, 0.6366, 0.8812, 0.9625, 0.9885};

    /** The distance of levels, where components have the deviation 1. */
    double step() {
        double ofShorter = bits == 1 ? STEP[1] : STEP[bits - 1] / 2;
        return fullPart * STEP[bits] + (1 - fullPart) * ofShorter;
    }

    /** The squared cosine between a row and its levels. */
    double alignment() {
        return fullPart * ALIGNMENT[bits] + (1 - fullPart) * ALIGNMENT[bits - 1];
    }

    /** How far an estimate is off for a query at distance 1 from the centroid, as a standard deviation, if a row of so many components has the factor 1. */
    double deviation(int components) {
        double levels = Math.sqrt(alignment() * components) / step();
        return levels * Math.sqrt((1 - alignment()) / (components - 1));
    }
}
