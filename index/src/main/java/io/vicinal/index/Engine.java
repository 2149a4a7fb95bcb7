package io.vicinal.index;

import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * A way to search. Implementations have a public constructor without parameters and are named as providers of this service, in
 * their {@code module-info} and under {@code META-INF/services}.
 */
public interface Engine {
    /**
     * Returns the name that users choose it by and that saved indexes carry.
     *
     * @return a short word in lower case
     */
    String name();

    /**
     * Tells what this engine lacks to work, such as a library that users bring along themselves.
     *
     * @return a sentence for an exception's message; empty if it lacks nothing
     */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /**
     * Makes an empty index.
     *
     * @param spec what for
     * @return the index
     * @throws IOException if its files can't be made
     */
    VectorIndex create(IndexSpec spec) throws IOException;

    /**
     * Makes an index of rows that lie elsewhere, with their numbers as ids.
     *
     * @param spec what for
     * @param rows the rows, of the dimension of {@code spec}
     * @return the index
     * @throws IOException if its files can't be made
     * @throws IllegalArgumentException if a row is refused
     */
    VectorIndex over(IndexSpec spec, VectorRows rows) throws IOException;

    /**
     * Opens an index that this engine saved.
     *
     * @param header what the snapshot says of itself
     * @param snapshot the snapshot, which the index closes when it is closed
     * @return the index
     * @throws IOException if the snapshot can't be read
     * @throws io.vicinal.storage.CorruptFileException if it can't be what this engine saved
     */
    VectorIndex open(IndexFile header, Snapshot snapshot) throws IOException;

    /**
     * Indexes the rows of a file that grows, with their numbers as ids; none of them is connected yet.
     *
     * @param spec what for; its directory is not used
     * @param file the rows, which stay the caller's and must stay open until the index is closed
     * @return the index
     * @throws IllegalArgumentException if this engine can't, or the file is of another dimension or metric than {@code spec}
     */
    default RowIndex attach(IndexSpec spec, VectorFile file) {
        throw new IllegalArgumentException(
                "the engine %s can't index a file that grows; flat and hnsw can".formatted(name()));
    }

    /**
     * Indexes the rows of a file that grows, of which some have been connected before.
     *
     * @param spec what for; its directory is not used, nor is how a graph is built, which is as it was saved
     * @param file the rows, as many as were connected at least, which nobody verifies here; they stay the caller's and must stay open until the
     *     index is closed
     * @param saved what {@link RowIndex#save} wrote; it stays the caller's and must stay open until the index is closed
     * @return the index
     * @throws io.vicinal.storage.CorruptFileException if it can't be what this engine saved of these rows
     * @throws IllegalArgumentException if this engine can't, or the file is of another dimension or metric than {@code spec}
     */
    default RowIndex attach(IndexSpec spec, VectorFile file, Snapshot saved) {
        return attach(spec, file);
    }

    /**
     * Finds an engine.
     *
     * @param name its name
     * @return the engine
     * @throws IllegalArgumentException if there is none of that name, and the message lists those there are; or if it lacks
     *     something, and the message says what
     */
    static Engine named(String name) {
        TreeMap<String, Engine> engines = new TreeMap<>();
        ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
                .forEach(engine -> engines.put(engine.name(), engine));
        Engine engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("there is no engine '%s' among %s".formatted(name, engines.keySet()));
        }
        engine.missing().ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return engine;
    }
}
