package io.vicinal.bench.contender;

import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.vicinal.kernel.Metric;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What JVector's graph is searched on. */
enum JVectorCodes {
    /** The floats. */
    NONE("float32"),

    /** Product quantization: a byte for four components, and the rows found compared again by their floats. */
    PRODUCT_QUANTIZATION("product quantization to dimension / 4 bytes, exact re-rank");

    private static final int COMPONENTS_PER_BYTE = 4;
    private static final int CLUSTERS = 256;
    private static final float UNWEIGHTED = -1;

    private final String label;

    JVectorCodes(String label) {
        this.label = label;
    }

    /**
     * Encodes rows. JVector's own examples move the data to its centre only for Euclidean distances.
     *
     * @return null if floats are searched
     */
    @Nullable
    PQVectors encode(RandomAccessVectorValues vectors, Metric metric, ForkJoinPool threads) {
        if (this == NONE) {
            return null;
        }
        int bytes = Math.max(1, vectors.dimension() / COMPONENTS_PER_BYTE);
        boolean centered = metric == Metric.EUCLIDEAN;
        return ProductQuantization.compute(vectors, bytes, CLUSTERS, centered, UNWEIGHTED, threads, threads)
                .encodeAll(vectors, threads);
    }

    @Override
    public String toString() {
        return label;
    }
}
