package io.vicinal.kernel;

import java.util.Locale;

/**
 * How two vectors are compared. Every metric is given as a <em>score</em>: the larger, the closer.
 *
 * <p>Files and messages use numbers and labels of their own, so that neither depends on the order or names of constants.
 */
public enum Metric {
    /** Cosine similarity, from -1 to 1: only the direction of the vectors counts. */
    COSINE(1, "cosine", 1),

    /** Dot product: larger is closer, longer vectors weigh more. */
    DOT_PRODUCT(2, "dot", Float.POSITIVE_INFINITY),

    /** Minus the squared Euclidean distance: 0 for equal vectors, negative for all others. */
    EUCLIDEAN(3, "euclidean", 0);

    private final int wireNumber;
    private final String label;
    private final float greatestScore;

    Metric(int wireNumber, String label, float greatestScore) {
        this.wireNumber = wireNumber;
        this.label = label;
        this.greatestScore = greatestScore;
    }

    /**
     * Returns the number that stands for this metric in files. It never changes.
     *
     * @return a positive number
     */
    public int wireNumber() {
        return wireNumber;
    }

    /**
     * Returns the name that people type and read.
     *
     * @return {@code cosine}, {@code dot} or {@code euclidean}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the score that no two vectors exceed, but for the last digit.
     *
     * @return 1 for cosine, 0 for Euclidean, positive infinity for the dot product, which has no limit
     */
    public float greatestScore() {
        return greatestScore;
    }

    /**
     * Finds a metric by the number that stands for it in files.
     *
     * @param wireNumber the number read
     * @return the metric
     * @throws IllegalArgumentException if no metric has that number
     */
    public static Metric ofWireNumber(int wireNumber) {
        for (Metric metric : values()) {
            if (metric.wireNumber == wireNumber) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric number must be 1, 2 or 3 but is " + wireNumber);
    }

    /**
     * Finds a metric by its label.
     *
     * @param label {@code cosine}, {@code dot} or {@code euclidean}, in any case
     * @return the metric
     * @throws IllegalArgumentException if no metric has that label
     */
    public static Metric ofLabel(String label) {
        for (Metric metric : values()) {
            if (metric.label.equals(label.toLowerCase(Locale.ROOT))) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric must be cosine, dot or euclidean but is '" + label + "'");
    }
}
