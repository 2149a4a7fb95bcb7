package io.vicinal.collection.store;

import io.vicinal.collection.journal.Journal;
import io.vicinal.storage.CorruptFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a generation are.
 *
 * @param folder the generation's own
 * @param number its number
 */
public record GenerationFiles(Path folder, long number) {
    /** What is longer than that is more than the beginning of a journal that was never written to. */
    private static final long LONGEST_EMPTY = 4_096;

    private static final String PREFIX = "generation-";

    /** Marks a generation that has been repaired. */
    private static final String DAMAGED = "damaged";

    /**
     * Names the files of a generation.
     *
     * @param collection the folder of the collection
     * @param number of the generation, 1 or more
     * @return its files
     */
    public static GenerationFiles of(Path collection, long number) {
        return new GenerationFiles(collection.resolve(PREFIX + number), number);
    }

    /**
     * Finds the generations in the folder of a collection, whole ones and others.
     *
     * @param collection the folder
     * @return them, in the order of their numbers
     * @throws IOException if the folder can't be read
     */
    public static List<GenerationFiles> in(Path collection) throws IOException {
        List<GenerationFiles> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(collection, PREFIX + "*")) {
            for (Path folder : folders) {
                String number = String.valueOf(folder.getFileName()).substring(PREFIX.length());
                if (number.matches("[1-9][0-9]{0,17}")) {
                    found.add(new GenerationFiles(folder, Long.parseLong(number)));
                }
            }
        }
        found.sort(Comparator.comparingLong(GenerationFiles::number));
        return found;
    }

    Path vectors() {
        return folder.resolve("vectors");
    }

    /**
     * Returns the file of the journal.
     *
     * @return its path
     */
    public Path journal() {
        return folder.resolve("journal");
    }

    /**
     * Tells whether something was ever written to the journal.
     *
     * @return false also where there is no journal, or not even its beginning
     * @throws IOException if it can't be read
     */
    public boolean hasRecords() throws IOException {
        try (Journal found = Journal.open(journal(), false)) {
            return found.size() > found.start();
        } catch (FileNotFoundException | NoSuchFileException e) {
            return false;
        } catch (CorruptFileException e) {
            // A damaged beginning is longer than what a killed creation leaves of it.
            return Files.size(journal()) > LONGEST_EMPTY;
        }
    }

    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /**
     * Returns what tells a file from another that has been put in its place.
     *
     * @param file a file
     * @return something to compare; null if there is no such file
     * @throws IOException if it can't be read
     */
    public static @Nullable Object key(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Returns the length of a file that may not be there.
     *
     * @param file a file
     * @return bytes; 0 if there is none
     * @throws IOException if it can't be read
     */
    public static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Has these files kept as damaged, whatever happens from now on, as soon as another generation is the current one.
     *
     * @throws IOException if that can't be written
     */
    public void markDamaged() throws IOException {
        if (!isDamaged()) {
            Files.createFile(folder.resolve(DAMAGED));
            forceFolder();
        }
    }

    private boolean isDamaged() {
        return Files.exists(folder.resolve(DAMAGED));
    }

    /**
     * Removes a generation that is not the current one. One that was damaged is only set aside.
     *
     * @throws IOException if something can't be deleted or moved
     */
    public void remove() throws IOException {
        if (isDamaged()) {
            Files.move(folder, folder.resolveSibling(DAMAGED + "-" + number), StandardCopyOption.ATOMIC_MOVE);
        } else {
            delete();
        }
    }

    /** Forces the names of the files to disk. */
    void forceFolder() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException unsupported) {
            // Windows opens no directories, and keeps names safe by itself.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /**
     * Deletes what processes that were killed have left of files that they were writing anew.
     *
     * @param folder where; nobody else may be writing there
     * @throws IOException if something can't be deleted
     */
    public static void deleteUnfinished(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Deletes the files and their folder, as far as there are any.
     *
     * @throws IOException if something can't be deleted
     */
    public void delete() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
