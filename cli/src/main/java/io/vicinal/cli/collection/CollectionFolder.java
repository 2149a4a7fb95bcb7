package io.vicinal.cli.collection;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Opens the collection in a folder that somebody has named. */
public final class CollectionFolder {
    /** What an index of the first format, before there were collections, has in its folder. */
    static final Set<String> OLD_FILES = Set.of("vectors.index", "documents.jsonl", "vicinal.json");

    private CollectionFolder() {}

    /**
     * Opens a collection to read it.
     *
     * @param directory its folder
     * @return the collection, to be closed by the caller
     * @throws IOException if there is no such folder, or it can't be read
     * @throws IllegalArgumentException if it is another folder
     */
    public static Collection openForReading(Path directory) throws IOException {
        requireCollection(directory);
        return Collection.openForReading(directory);
    }

    /**
     * Opens a collection to write it.
     *
     * @param directory its folder
     * @return the collection, to be closed by the caller
     * @throws io.vicinal.storage.FolderInUseException if another process writes it
     * @throws IOException if there is no such folder, or it can't be written
     * @throws IllegalArgumentException if it is another folder
     */
    public static Collection openForWriting(Path directory) throws IOException {
        requireCollection(directory);
        return Collection.open(directory, CollectionOptions.DEFAULT);
    }

    /**
     * Checks that there is a collection.
     *
     * @param directory its folder
     * @throws NoSuchFileException if there is no such folder
     * @throws IllegalArgumentException if it is another folder
     */
    public static void requireCollection(Path directory) throws NoSuchFileException {
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        requireNotOld(directory);
        if (!Collection.isAt(directory)) {
            throw new IllegalArgumentException(
                    directory + " is no index: there is no file 'collection' in it, which 'vicinal index' writes");
        }
    }

    /**
     * Checks that a folder is not of the first format.
     *
     * @param directory a folder, or nothing
     * @throws IllegalArgumentException if it is
     */
    public static void requireNotOld(Path directory) {
        if (isOld(directory)) {
            throw new IllegalArgumentException(
                    directory + " was written by an older version (format 1); make it again with 'vicinal index'");
        }
    }

    static boolean isOld(Path directory) {
        return !Collection.isAt(directory) && Files.isRegularFile(directory.resolve("vicinal.json"));
    }
}
