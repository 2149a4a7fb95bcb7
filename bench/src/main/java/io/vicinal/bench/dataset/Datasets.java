package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.CacheFolder;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes datasets, or finds those made before in a cache folder.
 *
 * <p>A dataset has a folder there, named for what it was made from: a name with the version of its recipe and the metric, or a
 * hash of the paths, sizes and times of files. It appears when it is whole. Several processes can use one cache folder; of
 * those that want the same dataset one makes it. Nothing is ever removed from it but what a killed process left half made.
 *
 * <p>The truth is computed by the flat engine, of at least 100 neighbours where there are as many rows, and that of a sample of
 * queries is compared with a plain loop in double precision. If they differ by more than rounding, {@link IllegalStateException}
 * tells the query and the rows. A truth that was given is checked in the same way: it may hold other rows than the loop finds
 * where they are as close, to one part in 10,000.
 *
 * <p>Vectors that no index of this library takes are refused with file and number: with components that are NaN or infinite, or
 * all zeros. Under cosine all are scaled to length 1.
 */
public final class Datasets {
    private Datasets() {}

    /**
     * Returns the usual cache folder; nothing is created.
     *
     * @return a folder in the user's own cache folder
     */
    public static Path defaultFolder() {
        return CacheFolder.resolve("arena/datasets");
    }

    /**
     * Makes a dataset that has a name. Its 1,000 queries and 300 warm-up queries are no rows.
     *
     * <ul>
     *   <li>{@code jdk}: the javadoc of the JDK that runs this, about 36,000 different texts, embedded by the local model in some
     *       minutes. 384 dimensions. The queries are texts held out.
     *   <li>{@code clustered-D-N}: N random vectors of D dimensions, in clusters on a curved surface of 20 dimensions, with a little
     *       noise; queries are drawn like rows. About as hard as {@code jdk} for graphs. The same on every machine.
     *   <li>{@code ood-D-N}: the same rows. The queries are of other clusters, halfway to another surface: their tenth nearest row is
     *       1.5 times as far away as that of rows.
     * </ul>
     *
     * @param name its name
     * @param metric how vectors are compared; null for cosine, which is usual for embeddings of texts
     * @param k how many neighbours of each query will be looked for
     * @param cacheFolder where datasets are kept; created if need be
     * @return the dataset
     * @throws IOException if it can't be read or written
     * @throws io.vicinal.cli.javadoc.SourcesNotFoundException if the JDK comes without {@code lib/src.zip} and its javadoc is
     *     wanted
     * @throws IllegalArgumentException if there is no such dataset, or k is less than 1 or more than its rows
     */
    public static Dataset named(String name, @Nullable Metric metric, int k, Path cacheFolder) throws IOException {
        return DatasetMaker.make(NamedSources.of(name, metric == null ? Metric.COSINE : metric), k, cacheFolder);
    }

    /**
     * Makes a dataset of files. Queries to warm up with are random mixtures of two rows each.
     *
     * @param base the rows: {@code .fvecs}, {@code .bvecs} or {@code .npy}, read row by row
     * @param queries the queries, likewise
     * @param truth the row numbers of each query's nearest rows, best first, {@code .ivecs}; null to have them computed
     * @param metric how vectors are compared
     * @param k how many neighbours of each query will be looked for
     * @param cacheFolder where datasets are kept; created if need be
     * @return the dataset
     * @throws IOException if a file can't be read or written
     * @throws io.vicinal.storage.CorruptFileException if a file is damaged
     * @throws IllegalArgumentException if the files are of other sorts, hold vectors that no index takes or don't fit each other;
     *     if the truth is wrong or has fewer than k neighbours; or if k is less than 1 or more than the rows
     */
    public static Dataset ofFiles(Path base, Path queries, @Nullable Path truth, Metric metric, int k, Path cacheFolder)
            throws IOException {
        return DatasetMaker.make(new FileSource(base, queries, truth, metric), k, cacheFolder);
    }

    /**
     * Makes a dataset of a file as ann-benchmarks publishes them: {@code train} holds the rows and {@code test} the queries, as
     * floats or doubles, {@code neighbors} the truth, which is computed where it is missing or has fewer than k neighbours. Queries
     * to warm up with are as of other files.
     *
     * @param file HDF5, read slice by slice
     * @param metric how vectors are compared; null for what the file's attribute {@code distance} says: {@code angular}, {@code
     *     euclidean} or {@code dot}
     * @param k how many neighbours of each query will be looked for
     * @param cacheFolder where datasets are kept; created if need be
     * @return the dataset
     * @throws IOException if a file can't be read or written
     * @throws IllegalArgumentException as for other files; also if the file says another metric than the one given, or none is
     *     known
     */
    public static Dataset ofHdf5(Path file, @Nullable Metric metric, int k, Path cacheFolder) throws IOException {
        return DatasetMaker.make(Hdf5Source.of(file, metric), k, cacheFolder);
    }
}
