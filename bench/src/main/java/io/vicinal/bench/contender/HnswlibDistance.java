package io.vicinal.bench.contender;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import io.vicinal.kernel.Metric;

/**
 * Which functions compare vectors for hnswlib-java. Its authors have written some with the Vector API too, but those were last
 * published for version 1.1, which the index of 1.2 can't use.
 */
enum HnswlibDistance {
    /** Those of its core library: plain loops. */
    OF_THE_LIBRARY("its own distances") {
        @Override
        DistanceFunction<float[], Float> of(Metric metric) {
            return metric == Metric.EUCLIDEAN
                    ? DistanceFunctions.FLOAT_EUCLIDEAN_DISTANCE
                    : DistanceFunctions.FLOAT_INNER_PRODUCT;
        }
    },

    /** The same with the Vector API, as a user who cares for speed would write them. */
    VECTOR_API("Vector API distances of ours") {
        @Override
        DistanceFunction<float[], Float> of(Metric metric) {
            return metric == Metric.EUCLIDEAN ? new SimdSquaredDistance() : new SimdInnerProduct();
        }
    };

    private final String label;

    HnswlibDistance(String label) {
        this.label = label;
    }

    /** Returns the function for a metric; rows and queries have length 1 where it is cosine. Smaller is closer. */
    abstract DistanceFunction<float[], Float> of(Metric metric);

    @Override
    public String toString() {
        return label;
    }
}
