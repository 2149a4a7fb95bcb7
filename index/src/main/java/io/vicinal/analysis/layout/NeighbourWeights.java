package io.vicinal.analysis.layout;

import io.vicinal.index.search.Workers;
import java.util.Arrays;

/**
 * How strongly neighbours belong together, from 0 to 1, the same both ways. Each row's distances are measured on a scale of its own, on
 * which its neighbours together weigh the logarithm of their number, so that rows in crowded and in lonely places are treated alike; then
 * two rows belong together if the one or the other says so. After L. McInnes, J. Healy, J. Melville, "UMAP: Uniform Manifold
 * Approximation and Projection for Dimension Reduction" (2018), section 3.1.
 *
 * <p>Compressed by row: the neighbours of a row and their weights lie between {@code start(row)} and {@code start(row + 1)}.
 */
final class NeighbourWeights {
    private static final int BLOCK_ROWS = 1024;
    private static final int HALVINGS = 64;
    private static final double ENOUGH = 1e-5;

    private final int[] starts;
    private final int[] rows;
    private final float[] weights;

    private NeighbourWeights(int[] starts, int[] rows, float[] weights) {
        this.starts = starts;
        this.rows = rows;
        this.weights = weights;
    }

    static NeighbourWeights of(Neighbours neighbours, Workers workers) {
        int size = neighbours.size();
        int most = neighbours.most();
        float[] directed = new float[Math.multiplyExact(size, most)];
        workers.run(size, BLOCK_ROWS, (block, first, end) -> {
            for (int row = first; row < end; row++) {
                weigh(neighbours, row, directed, row * most);
            }
        });
        return symmetric(neighbours, directed);
    }

    /** Finds the scale on which the weights of a row's neighbours add up to the logarithm of their number. */
    private static void weigh(Neighbours neighbours, int row, float[] weights, int at) {
        int count = 0;
        while (count < neighbours.most() && neighbours.row(row, count) >= 0) {
            count++;
        }
        if (count == 0) {
            return;
        }
        float nearest = neighbours.distance(row, 0);
        double wanted = Math.log(count + 1) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double scale = Math.max(Float.MIN_NORMAL, neighbours.distance(row, count - 1) - nearest);
        for (int i = 0; i < HALVINGS; i++) {
            double sum = 0;
            for (int rank = 0; rank < count; rank++) {
                double weight = Math.exp(-(neighbours.distance(row, rank) - nearest) / scale);
                weights[at + rank] = (float) weight;
                sum += weight;
            }
            if (Math.abs(sum - wanted) < ENOUGH) {
                return;
            }
            if (sum > wanted) {
                high = scale;
            } else {
                low = scale;
            }
            scale = high == Double.POSITIVE_INFINITY ? 2 * scale : (low + high) / 2;
        }
    }

    private static NeighbourWeights symmetric(Neighbours neighbours, float[] directed) {
        int size = neighbours.size();
        int most = neighbours.most();
        int[] starts = new int[size + 1];
        for (int row = 0; row < size; row++) {
            for (int rank = 0; rank < most && neighbours.row(row, rank) >= 0; rank++) {
                starts[row + 1]++;
                starts[neighbours.row(row, rank) + 1]++;
            }
        }
        for (int row = 0; row < size; row++) {
            starts[row + 1] = Math.addExact(starts[row + 1], starts[row]);
        }
        int[] rows = new int[starts[size]];
        float[] weights = new float[starts[size]];
        int[] next = starts.clone();
        for (int row = 0; row < size; row++) {
            for (int rank = 0; rank < most && neighbours.row(row, rank) >= 0; rank++) {
                int other = neighbours.row(row, rank);
                float weight = directed[row * most + rank];
                rows[next[row]] = other;
                weights[next[row]++] = weight;
                rows[next[other]] = row;
                weights[next[other]++] = weight;
            }
        }
        return merged(starts, rows, weights);
    }

    /** Makes one of two entries for the same pair: either says that they belong together. */
    private static NeighbourWeights merged(int[] starts, int[] rows, float[] weights) {
        int size = starts.length - 1;
        int[] place = new int[size];
        Arrays.fill(place, -1);
        int[] mergedStarts = new int[size + 1];
        int end = 0;
        for (int row = 0; row < size; row++) {
            int begin = end;
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                int other = rows[i];
                int seen = place[other];
                if (seen >= begin && seen < end && rows[seen] == other) {
                    weights[seen] = weights[seen] + weights[i] - weights[seen] * weights[i];
                } else {
                    place[other] = end;
                    rows[end] = other;
                    weights[end++] = weights[i];
                }
            }
            mergedStarts[row + 1] = end;
        }
        return new NeighbourWeights(mergedStarts, Arrays.copyOf(rows, end), Arrays.copyOf(weights, end));
    }

    int size() {
        return starts.length - 1;
    }

    int start(int row) {
        return starts[row];
    }

    int row(int entry) {
        return rows[entry];
    }

    float weight(int entry) {
        return weights[entry];
    }
}
