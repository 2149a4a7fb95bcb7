package io.vicinal.analysis.layout;

import io.vicinal.index.search.Workers;
import io.vicinal.kernel.Kernels;
import io.vicinal.storage.VectorRows;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The directions in which rows differ most, found by randomised subspace iteration: a few random directions are multiplied again and
 * again by the covariance of the rows, and made orthogonal in between, until they span those of the largest variance. The covariance
 * itself, a matrix of dimension times dimension, is never made. N. Halko, P. Martinsson, J. Tropp, "Finding structure with randomness:
 * Probabilistic algorithms for constructing approximate matrix decompositions", SIAM Review 53 (2011).
 *
 * <p>Only so many rows count as {@value #SAMPLE}, taken at equal distances; of more, directions would not change visibly.
 */
public final class PrincipalComponents {
    private static final int SAMPLE = 100_000;
    private static final int ITERATIONS = 12;

    /** Directions besides those wanted; they make the wanted ones come out sooner. */
    private static final int SPARE = 6;

    private final int dimension;
    private final double[] mean;
    private final float[] directions;
    private final double[] variances;

    private PrincipalComponents(int dimension, double[] mean, float[] directions, double[] variances) {
        this.dimension = dimension;
        this.mean = mean;
        this.directions = directions;
        this.variances = variances;
    }

    /**
     * Finds the directions.
     *
     * @param rows at least one
     * @param wanted how many directions
     * @param seed decides where the search begins
     * @param workers do the work
     * @return as many directions as wanted, or as the rows have dimensions
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static PrincipalComponents of(VectorRows rows, int wanted, long seed, Workers workers) {
        int dimension = rows.dimension();
        int count = Math.min(dimension, wanted + SPARE);
        Covariance covariance = Covariance.of(rows, SAMPLE, workers);
        double[] subspace = random(count * dimension, seed);
        Orthogonal.make(subspace, count, dimension);
        double[] product = covariance.times(subspace, count);
        for (int i = 1; i < ITERATIONS; i++) {
            subspace = product;
            Orthogonal.make(subspace, count, dimension);
            product = covariance.times(subspace, count);
        }
        double[] inner = new double[count * count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                inner[a * count + b] = Orthogonal.dot(subspace, a * dimension, product, b * dimension, dimension);
            }
        }
        return rotated(covariance.mean(), subspace, Eigenvectors.of(inner, count), Math.min(wanted, count), dimension);
    }

    private static double[] random(int length, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    private static PrincipalComponents rotated(
            double[] mean, double[] subspace, Eigenvectors inner, int wanted, int dimension) {
        float[] directions = new float[wanted * dimension];
        double[] variances = new double[wanted];
        double[] direction = new double[dimension];
        for (int c = 0; c < wanted; c++) {
            double largest = 0;
            for (int j = 0; j < dimension; j++) {
                double sum = 0;
                for (int b = 0; b < inner.size(); b++) {
                    sum += inner.component(c, b) * subspace[b * dimension + j];
                }
                direction[j] = sum;
                largest = Math.abs(sum) > Math.abs(largest) ? sum : largest;
            }
            // A direction and its opposite are equally good; one of them must be chosen, always the same.
            double sign = largest < 0 ? -1 : 1;
            for (int j = 0; j < dimension; j++) {
                directions[c * dimension + j] = (float) (sign * direction[j]);
            }
            variances[c] = Math.max(0, inner.value(c));
        }
        return new PrincipalComponents(dimension, mean, directions, variances);
    }

    /**
     * Returns how many directions were found.
     *
     * @return as many as wanted, or fewer
     */
    public int count() {
        return variances.length;
    }

    /**
     * Returns how much rows differ in a direction.
     *
     * @param component 0 has the largest
     * @return the variance of the rows' coordinates
     */
    public double variance(int component) {
        return variances[component];
    }

    /**
     * Returns a direction.
     *
     * @param component 0 is that of the largest variance
     * @return of length 1, as many floats as there are dimensions
     */
    public float[] direction(int component) {
        float[] direction = new float[dimension];
        System.arraycopy(directions, component * dimension, direction, 0, dimension);
        return direction;
    }

    /**
     * Computes the coordinates of rows.
     *
     * @param rows of the same dimension
     * @param workers do the work
     * @return {@code count()} coordinates of each row, one row after the other; their mean over the rows that directions were made of is
     *     about 0
     */
    public float[] coordinates(VectorRows rows, Workers workers) {
        int count = count();
        float[] coordinates = new float[count * rows.count()];
        double[] centre = new double[count];
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < dimension; j++) {
                centre[c] += mean[j] * directions[c * dimension + j];
            }
        }
        workers.run(rows.count(), Covariance.BLOCK_ROWS, (block, first, end) -> {
            float[] results = new float[count * (end - first)];
            for (int row = first; row < end; ) {
                int some = Math.min(rows.sequence(row), end - row);
                Kernels.dot(
                        directions, count, dimension, rows.segment(), rows.offset(row), rows.stride(), some, results);
                for (int c = 0; c < count; c++) {
                    for (int i = 0; i < some; i++) {
                        coordinates[(row + i) * count + c] = (float) (results[c * some + i] - centre[c]);
                    }
                }
                row += some;
            }
        });
        return coordinates;
    }
}
