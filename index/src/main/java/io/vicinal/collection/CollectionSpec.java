package io.vicinal.collection;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a collection is: written once, when it is made. Immutable: each method returns another that differs in one thing.
 *
 * <p>Without a choice of engine it is {@code hnsw}: few documents are compared one and all, which is exact; from ten thousand on a graph is built
 * in the background.
 *
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param engine the name of the engine that searches them: {@code hnsw} or {@code flat}
 * @param graph how the engine's graph is built, if it has one
 * @param model the identity of what made the vectors; empty if that is nobody's business
 * @param properties whatever else shall be known of the collection, by name; not compared when it is opened
 */
public record CollectionSpec(
        int dimension,
        Metric metric,
        String engine,
        GraphSettings graph,
        String model,
        Map<String, String> properties) {
    /** Documents from which on a graph is better than comparing them all: docs/BENCHMARKS.md has the curve. */
    public static final int GRAPH_FROM = 10_000;

    private static final int MAX_DIMENSION = 65_536;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the dimension is not 1 to 65,536
     */
    public CollectionSpec {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "dimension must be between 1 and %d but is %d".formatted(MAX_DIMENSION, dimension));
        }
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /**
     * Starts with the engine {@code hnsw}.
     *
     * @param dimension floats in each vector, 1 to 65,536
     * @param metric how vectors are compared
     * @return the spec
     * @throws IllegalArgumentException if the dimension is out of range
     */
    public static CollectionSpec of(int dimension, Metric metric) {
        return new CollectionSpec(dimension, metric, "hnsw", GraphSettings.DEFAULT, "", Map.of());
    }

    /**
     * Chooses exact search, whatever the number of documents.
     *
     * @return the spec with the engine {@code flat}
     */
    public CollectionSpec flat() {
        return new CollectionSpec(dimension, metric, "flat", graph, model, properties);
    }

    /**
     * Chooses how the graph is built.
     *
     * @param settings changes the settings to what is wanted
     * @return the spec with the engine {@code hnsw} and these settings
     */
    public CollectionSpec hnsw(UnaryOperator<GraphSettings> settings) {
        return new CollectionSpec(dimension, metric, "hnsw", settings.apply(graph), model, properties);
    }

    /**
     * Binds the collection to what makes the vectors.
     *
     * @param identity its identity; a collection is refused to those who name another
     * @return the spec with that identity
     */
    public CollectionSpec model(String identity) {
        return new CollectionSpec(dimension, metric, engine, graph, identity, properties);
    }

    /**
     * Notes something about the collection.
     *
     * @param name what
     * @param value any text
     * @return the spec with that property
     */
    public CollectionSpec property(String name, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(name, value);
        return new CollectionSpec(dimension, metric, engine, graph, model, more);
    }
}
