package io.vicinal.cli.collection;

import io.vicinal.collection.CollectionSpec;
import java.util.Arrays;
import java.util.Locale;

/** How the documents of a collection shall be searched. */
public enum EngineChoice {
    /** Exactly where they are few, by a graph where they are many. */
    AUTO,

    /** Exactly. */
    FLAT,

    /** By a graph that all are in, however few they are. */
    HNSW;

    /**
     * Reads a name.
     *
     * @param name in any case
     * @return the choice
     * @throws IllegalArgumentException if it is none; the message says what would be
     */
    public static EngineChoice named(String name) {
        if (name.equals("hnswlib")) {
            throw new IllegalArgumentException("a collection has no engine hnswlib; 'vicinal knn' has it");
        }
        return Arrays.stream(values())
                .filter(choice -> choice.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no engine '%s' but auto, flat and hnsw".formatted(name)));
    }

    /**
     * Returns what it is called.
     *
     * @return its name, as people write it
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Chooses the engine of a collection.
     *
     * @param spec what it is otherwise
     * @return the spec with the engine
     */
    public CollectionSpec in(CollectionSpec spec) {
        return this == FLAT ? spec.flat() : spec.hnsw(settings -> settings);
    }

    /** Tells whether a collection with this engine can be asked for so. */
    boolean suits(String engine) {
        return engine.equals(this == FLAT ? "flat" : "hnsw");
    }

    /** Tells whether documents shall be in a graph now. */
    boolean connects(int rows) {
        return this == HNSW || (this == AUTO && rows >= CollectionSpec.GRAPH_FROM);
    }
}
