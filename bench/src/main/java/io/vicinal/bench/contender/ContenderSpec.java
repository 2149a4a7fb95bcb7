package io.vicinal.bench.contender;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;

/**
 * What a contender is to be. Rows and queries have length 1 where the metric is cosine, so that a contender may take the dot
 * product for it.
 *
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param connections neighbours of a node on the upper levels of a graph (<i>M</i>); the bottom level has twice as many
 * @param buildEffort candidates looked at for a row while a graph is built (<i>efConstruction</i>)
 * @param buildThreads threads that build
 * @param folder an empty folder for its files
 */
public record ContenderSpec(
        int dimension, Metric metric, int connections, int buildEffort, int buildThreads, Path folder) {
    /** Returns the same for other files. */
    ContenderSpec in(Path otherFolder) {
        return new ContenderSpec(dimension, metric, connections, buildEffort, buildThreads, otherFolder);
    }
}
