package io.vicinal.analysis.layout;

import io.vicinal.index.search.Workers;
import io.vicinal.kernel.Kernels;
import io.vicinal.storage.VectorRows;

/** The covariance of rows, as something that vectors are multiplied by: it is never made itself. */
final class Covariance {
    static final int BLOCK_ROWS = 512;

    private final VectorRows rows;
    private final int step;
    private final int count;
    private final Workers workers;
    private final double[] mean;

    private Covariance(VectorRows rows, int step, Workers workers) {
        this.rows = rows;
        this.step = step;
        this.count = Math.ceilDiv(rows.count(), step);
        this.workers = workers;
        this.mean = sums(rows.dimension(), (row, vector, sum) -> {
            for (int j = 0; j < vector.length; j++) {
                sum[j] += vector[j];
            }
        });
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= count;
        }
    }

    /** Of at most so many rows, at equal distances. */
    static Covariance of(VectorRows rows, int sample, Workers workers) {
        return new Covariance(rows, Math.max(1, Math.ceilDiv(rows.count(), sample)), workers);
    }

    /** Adds what a row gives to a sum. */
    private interface Addition {
        void add(int row, float[] vector, double[] sum);
    }

    double[] mean() {
        return mean;
    }

    /** Multiplies vectors that lie one after the other. */
    double[] times(double[] vectors, int vectorCount) {
        int dimension = rows.dimension();
        float[] floats = new float[vectors.length];
        double[] shift = new double[vectorCount];
        for (int v = 0; v < vectorCount; v++) {
            for (int j = 0; j < dimension; j++) {
                floats[v * dimension + j] = (float) vectors[v * dimension + j];
                shift[v] += mean[j] * vectors[v * dimension + j];
            }
        }
        ThreadLocal<float[]> coordinates = ThreadLocal.withInitial(() -> new float[vectorCount]);
        double[] product = sums(vectorCount * dimension, (row, vector, sum) -> {
            float[] along = coordinates.get();
            Kernels.dot(floats, vectorCount, dimension, rows.segment(), rows.offset(row), rows.stride(), 1, along);
            for (int v = 0; v < vectorCount; v++) {
                double weight = along[v] - shift[v];
                int at = v * dimension;
                for (int j = 0; j < dimension; j++) {
                    sum[at + j] += weight * vector[j];
                }
            }
        });
        // The weights add up to 0, so that the mean need not be taken from the rows again.
        for (int i = 0; i < product.length; i++) {
            product[i] /= count;
        }
        return product;
    }

    /** Adds up by block, and the blocks in their order: the result does not depend on the threads. */
    private double[] sums(int length, Addition addition) {
        int blockRows = Math.max(BLOCK_ROWS, Math.ceilDiv(count, 64));
        double[][] parts = new double[Workers.blocks(count, blockRows)][];
        workers.run(count, blockRows, (block, first, end) -> {
            double[] part = new double[length];
            float[] vector = new float[rows.dimension()];
            for (int i = first; i < end; i++) {
                rows.copy(i * step, vector);
                addition.add(i * step, vector, part);
            }
            parts[block] = part;
        });
        double[] total = new double[length];
        for (double[] part : parts) {
            for (int i = 0; i < length; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }
}
