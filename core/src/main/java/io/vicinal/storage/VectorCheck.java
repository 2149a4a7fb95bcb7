package io.vicinal.storage;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;

/**
 * The one rule for what a vector must be, wherever it comes in: as long as the others, every component a finite number, not all
 * zeros, and short enough that no score leaves the range of a float.
 */
public final class VectorCheck {
    /** With squared norms up to a quarter of the largest float, neither a dot product nor a squared distance overflows. */
    private static final float MAX_SQUARED_NORM = Float.MAX_VALUE / 4;

    /** From here up a squared norm has its full precision as a float. */
    private static final float MIN_SQUARED_NORM = 1e-30f;

    private VectorCheck() {}

    /**
     * Checks a vector.
     *
     * @param vector the vector
     * @param dimension the length it must have
     * @param metric how it will be compared
     * @param name what to call the vector in the message of an exception, for instance {@code "query"}
     * @return its norm, a positive finite number
     * @throws IllegalArgumentException if the vector has another length, is all zeros, has a component that is NaN or infinite, or
     *     is too long for its scores to be floats; the message gives the name, the position and the value
     */
    public static double norm(float[] vector, int dimension, Metric metric, String name) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "dimension is %d but %s has %d components".formatted(dimension, name, vector.length));
        }
        float squared = Kernels.dot(vector, vector);
        if (squared >= MIN_SQUARED_NORM && squared <= MAX_SQUARED_NORM) {
            return Math.sqrt(squared);
        }
        return extremeNorm(vector, metric, name);
    }

    /**
     * Checks one vector of many, which the message of an exception calls by its number.
     *
     * @param vector the vector
     * @param dimension the length it must have
     * @param metric how it will be compared
     * @param number its position among the others
     * @return its norm, a positive finite number
     * @throws IllegalArgumentException as {@link #norm(float[], int, Metric, String)}
     */
    public static double norm(float[] vector, int dimension, Metric metric, long number) {
        float squared = vector.length == dimension ? Kernels.dot(vector, vector) : Float.NaN;
        return squared >= MIN_SQUARED_NORM && squared <= MAX_SQUARED_NORM
                ? Math.sqrt(squared)
                : norm(vector, dimension, metric, "vector " + number);
    }

    private static double extremeNorm(float[] vector, Metric metric, String name) {
        double squared = 0;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "%s has %s as component %d, which must be a finite number".formatted(name, vector[i], i));
            }
            squared += (double) vector[i] * vector[i];
        }
        double norm = Math.sqrt(squared);
        if (norm < Float.MIN_NORMAL) {
            throw new IllegalArgumentException(
                    norm == 0
                            ? name + " is all zeros, which is close to nothing"
                            : "%s has norm %.3g, too little to give it a direction".formatted(name, norm));
        }
        double limit = metric == Metric.COSINE ? 1 / Float.MIN_NORMAL : Math.sqrt(MAX_SQUARED_NORM);
        if (norm > limit) {
            throw new IllegalArgumentException(
                    "%s has norm %.3g, more than the %.3g whose scores still are floats".formatted(name, norm, limit));
        }
        return norm;
    }

    /**
     * Copies a vector scaled to length 1.
     *
     * @param vector the vector
     * @param norm its norm
     * @param destination receives the scaled components
     * @param at where in {@code destination} the first goes
     */
    public static void normalise(float[] vector, double norm, float[] destination, int at) {
        double scale = 1 / norm;
        for (int i = 0; i < vector.length; i++) {
            destination[at + i] = (float) (vector[i] * scale);
        }
    }
}
