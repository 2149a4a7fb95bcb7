package io.vicinal.index;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;

/**
 * What an index is to be.
 *
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param directory the folder for its temporary files
 * @param graph how its graph is built, if the engine has one
 * @param flat how its rows are compared, if the engine is {@code flat}
 * @param threads the most that build at the same time
 * @param progress is told how far the building has come
 */
public record IndexSpec(
        int dimension,
        Metric metric,
        Path directory,
        GraphSettings graph,
        FlatSettings flat,
        int threads,
        BuildProgress progress) {
    /**
     * Returns what an index is that was saved.
     *
     * @param header what the snapshot says
     * @param graph how its graph was built, if the engine has one
     * @param flat how its rows are compared, if the engine is {@code flat}
     * @return that, with all cores and the system's folder for temporary files
     */
    public static IndexSpec of(IndexFile header, GraphSettings graph, FlatSettings flat) {
        return new IndexSpec(
                header.dimension(),
                header.metric(),
                Path.of(System.getProperty("java.io.tmpdir")),
                graph,
                flat,
                Runtime.getRuntime().availableProcessors(),
                BuildProgress.NONE);
    }
}
