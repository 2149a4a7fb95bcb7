package io.vicinal.bench.contender;

import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An engine of this library or a peer, used as its own documentation shows it. One thread calls it, except for its searchers.
 */
public interface Contender extends AutoCloseable {
    /**
     * Returns the version of the library behind it.
     *
     * @return for instance {@code 10.6.0}
     */
    String version();

    /**
     * Returns what it was built with, for people who read the report.
     *
     * @return for instance {@code M 16, efConstruction 200}
     */
    String parameters();

    /**
     * Tells whether effort makes a difference.
     *
     * @return false for an exact search
     */
    default boolean hasEffort() {
        return true;
    }

    /**
     * Tells whether a search can leave out rows.
     *
     * @return true if {@link Searcher#search} takes filters
     */
    default boolean filters() {
        return false;
    }

    /**
     * Tells whether rows can be added and removed after the build.
     *
     * @return true if {@link #add} and {@link #remove} work
     */
    default boolean changes() {
        return false;
    }

    /**
     * Tells whether the index can be saved.
     *
     * @return true if {@link #save} and {@link #open} work
     */
    default boolean saves() {
        return false;
    }

    /**
     * Builds the index.
     *
     * @param base the rows of the dataset, which are gone when this returns; those of the index keep their numbers
     * @param from the first row
     * @param to one more than the last row
     * @throws Exception if the contender fails
     */
    void build(VectorRows base, int from, int to) throws Exception;

    /**
     * Adds rows.
     *
     * @param base the rows of the dataset, which are gone when this returns
     * @param from the first row
     * @param to one more than the last row
     * @throws Exception if the contender fails
     */
    default void add(VectorRows base, int from, int to) throws Exception {
        throw new UnsupportedOperationException("can't add");
    }

    /**
     * Removes rows.
     *
     * @param from the first row
     * @param to one more than the last row
     * @throws Exception if the contender fails
     */
    default void remove(int from, int to) throws Exception {
        throw new UnsupportedOperationException("can't remove");
    }

    /**
     * Saves the index.
     *
     * @param folder an empty folder
     * @throws IOException if it can't be written
     */
    default void save(Path folder) throws IOException {
        throw new UnsupportedOperationException("can't save");
    }

    /**
     * Opens a saved index instead of building one.
     *
     * @param folder where it was saved
     * @throws Exception if the contender fails
     */
    default void open(Path folder) throws Exception {
        throw new UnsupportedOperationException("can't open");
    }

    /**
     * Returns a searcher of the index as it is now, and as it will be after rows are added and removed.
     *
     * @return a searcher for one thread
     * @throws Exception if the contender fails
     */
    Searcher searcher() throws Exception;

    @Override
    void close() throws IOException;
}
