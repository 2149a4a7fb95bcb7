package io.vicinal.index;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Makes an index, step by step; the engine is {@code flat} unless another is chosen. */
public final class VectorIndexBuilder {
    private static final int MAX_DIMENSION = 65_536;

    private final int dimension;
    private final Metric metric;
    private String engine = "flat";
    private GraphSettings graph = GraphSettings.DEFAULT;
    private FlatSettings flat = FlatSettings.DEFAULT;
    private int threads = Runtime.getRuntime().availableProcessors();
    private BuildProgress progress = BuildProgress.NONE;
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    VectorIndexBuilder(int dimension, Metric metric) {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "dimension must be between 1 and %d but is %d".formatted(MAX_DIMENSION, dimension));
        }
        this.dimension = dimension;
        this.metric = metric;
    }

    /**
     * Chooses exact search, which compares the query with every vector.
     *
     * @return this builder
     */
    public VectorIndexBuilder flat() {
        return engine("flat");
    }

    /**
     * Chooses exact search, or nearly so: with codes it is many times as fast, and misses as few neighbours as is wanted.
     *
     * <pre>{@code
     * VectorIndex.builder(384, Metric.COSINE).flat(scan -> scan.encoding(EncodingKind.AUTO).confidence(0.9999)).create();
     * }</pre>
     *
     * @param settings changes {@link FlatSettings#DEFAULT} to what is wanted
     * @return this builder
     */
    public VectorIndexBuilder flat(UnaryOperator<FlatSettings> settings) {
        flat = settings.apply(FlatSettings.DEFAULT);
        return engine("flat");
    }

    /**
     * Chooses approximate search over a graph (HNSW) that the library hnswlib-core builds and keeps on the heap; the vectors stay
     * in the mapped file. {@code com.github.jelmerk:hnswlib-core} must be on the class path, or on the module path with {@code
     * --add-modules hnswlib.core}.
     *
     * <p>A saved index of this engine holds no graph: opening it takes as long as building it did.
     *
     * <pre>{@code
     * VectorIndex.builder(384, Metric.COSINE).hnswlib(graph -> graph.connections(16).buildEffort(200)).create();
     * }</pre>
     *
     * @param settings changes {@link GraphSettings#DEFAULT} to what is wanted
     * @return this builder
     */
    public VectorIndexBuilder hnswlib(UnaryOperator<GraphSettings> settings) {
        graph = settings.apply(GraphSettings.DEFAULT);
        return engine("hnswlib");
    }

    /**
     * Chooses approximate search over a graph (HNSW) that is built and searched outside the heap.
     *
     * <pre>{@code
     * VectorIndex.builder(384, Metric.COSINE).hnsw(graph -> graph.connections(16).buildEffort(200)).create();
     * }</pre>
     *
     * @param settings changes {@link GraphSettings#DEFAULT} to what is wanted
     * @return this builder
     */
    public VectorIndexBuilder hnsw(UnaryOperator<GraphSettings> settings) {
        graph = settings.apply(GraphSettings.DEFAULT);
        return engine("hnsw");
    }

    /**
     * Chooses the engine {@code hnsw}, with {@link GraphSettings#DEFAULT}.
     *
     * @return this builder
     */
    public VectorIndexBuilder hnsw() {
        return engine("hnsw");
    }

    /**
     * Chooses an engine by name, among those on the class path or module path.
     *
     * @param engine its name
     * @return this builder
     */
    public VectorIndexBuilder engine(String engine) {
        this.engine = engine;
        return this;
    }

    /**
     * Chooses the folder for the file that holds the vectors while the index is open. Without this it is the system's folder for
     * temporary files, which on some systems is kept in memory.
     *
     * @param directory a folder with room for the vectors
     * @return this builder
     */
    public VectorIndexBuilder directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /**
     * Limits the threads that build the index at the same time, where the engine builds anything. Without this all cores do. With
     * one thread the same calls in the same order make the same index.
     *
     * @param threads at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public VectorIndexBuilder threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is %d".formatted(threads));
        }
        this.threads = threads;
        return this;
    }

    /**
     * Chooses who is told how far the building has come. The engine {@code hnsw} tells; {@code flat} builds nothing, and
     * {@code hnswlib} has nothing to tell.
     *
     * @param progress is told
     * @return this builder
     */
    public VectorIndexBuilder progress(BuildProgress progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Makes an empty index.
     *
     * @return the index
     * @throws IOException if the folder can't be written
     * @throws IllegalArgumentException if there is no such engine or it lacks something
     */
    public VectorIndex create() throws IOException {
        return Engine.named(engine).create(spec());
    }

    /**
     * Makes an index of rows that are searched where they lie, for instance in a mapped file of another tool. The id of a row is
     * its number. The first change copies the rows, so that they themselves are never written to.
     *
     * @param rows the rows; their memory must stay as it is until the index is closed, and be open to all threads that use it
     * @return the index
     * @throws IOException if the folder can't be written
     * @throws IllegalArgumentException if there is no such engine, the rows have another dimension, or a row is refused
     */
    public VectorIndex over(VectorRows rows) throws IOException {
        if (rows.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "dimension is %d but the rows have %d components".formatted(dimension, rows.dimension()));
        }
        return Engine.named(engine).over(spec(), rows);
    }

    private IndexSpec spec() {
        return new IndexSpec(dimension, metric, directory, graph, flat, threads, progress);
    }
}
