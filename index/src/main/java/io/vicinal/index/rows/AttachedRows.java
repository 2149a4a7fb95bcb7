package io.vicinal.index.rows;

import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorFile;
import java.io.IOException;

/**
 * The section {@code rows.index} that engines write of rows that somebody else keeps: {@link IndexFile} with the number of those connected.
 */
public final class AttachedRows {
    private static final String SECTION = "rows.index";

    private AttachedRows() {}

    /**
     * Checks that a file holds what is to be indexed.
     *
     * @param spec what is to be indexed
     * @param file the file
     * @throws IllegalArgumentException if its dimension or metric is another
     */
    public static void require(IndexSpec spec, VectorFile file) {
        if (file.dimension() != spec.dimension() || file.metric() != spec.metric()) {
            throw new IllegalArgumentException("the index is of dimension %d and metric %s but %s of %d and %s"
                    .formatted(spec.dimension(), spec.metric(), file.file(), file.dimension(), file.metric()));
        }
    }

    /**
     * Writes the section.
     *
     * @param engine the engine's name
     * @param spec what is indexed
     * @param connected rows connected
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public static void write(String engine, IndexSpec spec, int connected, SnapshotWriter snapshot) throws IOException {
        new IndexFile(engine, spec.dimension(), spec.metric(), connected).write(snapshot, SECTION);
    }

    /**
     * Reads the section, which must fit the file.
     *
     * @param engine the name of the engine that reads it
     * @param file the rows
     * @param snapshot where from
     * @return rows connected
     * @throws io.vicinal.storage.CorruptFileException if another engine wrote it, or for other rows, or for more than there are
     */
    public static int connected(String engine, VectorFile file, Snapshot snapshot) {
        IndexFile saved = IndexFile.read(snapshot, SECTION);
        if (!saved.engine().equals(engine)) {
            throw snapshot.corrupt(
                    SECTION, 0, "it was written by the engine %s, not by %s".formatted(saved.engine(), engine));
        }
        if (saved.dimension() != file.dimension() || saved.metric() != file.metric() || saved.count() > file.count()) {
            throw snapshot.corrupt(
                    SECTION,
                    0,
                    "it is of %d rows of dimension %d and metric %s, but the file has %d of %d and %s"
                            .formatted(
                                    saved.count(),
                                    saved.dimension(),
                                    saved.metric(),
                                    file.count(),
                                    file.dimension(),
                                    file.metric()));
        }
        return saved.count();
    }

    /**
     * Reads the section of an engine that connects nothing.
     *
     * @param engine the name of the engine that reads it
     * @param file the rows
     * @param snapshot where from
     * @throws io.vicinal.storage.CorruptFileException if it says anything else
     */
    public static void requireNone(String engine, VectorFile file, Snapshot snapshot) {
        int connected = connected(engine, file, snapshot);
        if (connected != 0) {
            throw snapshot.corrupt(
                    SECTION, 8, "%d rows are said to be connected, but %s connects none".formatted(connected, engine));
        }
    }
}
