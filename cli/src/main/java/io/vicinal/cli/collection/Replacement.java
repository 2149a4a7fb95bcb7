package io.vicinal.cli.collection;

import io.vicinal.collection.Collection;
import io.vicinal.storage.FolderLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is filled under another name beside its place, and put there when it is complete, so that there is never half of it. What
 * is there already is locked meanwhile: nobody writes what is about to go.
 */
final class Replacement implements Closeable {
    private static final String TEMPORARY = ".tmp";
    private static final int UUID_LENGTH = 36;
    private static final Pattern FILES_OF_A_COLLECTION =
            Pattern.compile("collection|lock|generation-[0-9]+|\\.collection\\..{36}\\.tmp");

    private final Path target;
    private final Path temporary;
    private final @Nullable FolderLock lock;

    private Replacement(Path target, Path temporary, @Nullable FolderLock lock) {
        this.target = target;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Starts.
     *
     * @param target where the folder will be; nothing, an empty folder or an older index may be there
     * @return with a folder to fill
     * @throws io.vicinal.storage.FolderInUseException if a collection is there that another process writes
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something else is there
     */
    static Replacement of(Path target) throws IOException {
        requireReplaceable(target);
        Path absolute = resolved(target);
        @Nullable Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root folder can't be an index");
        }
        Files.createDirectories(parent);
        FolderLock lock = Collection.isAt(absolute) ? FolderLock.take(absolute) : null;
        try {
            Path temporary = parent.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
            Files.createDirectory(temporary);
            return new Replacement(absolute, temporary, lock);
        } catch (IOException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    /** A link stays, and what it leads to is replaced. */
    private static Path resolved(Path target) throws IOException {
        return Files.exists(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
    }

    /** Checks that nothing but an older index would be lost. */
    static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is a file; a folder for the index is wanted");
        }
        boolean old = CollectionFolder.isOld(target);
        try (Stream<Path> files = Files.list(target)) {
            Optional<String> other = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !(old
                            ? CollectionFolder.OLD_FILES.contains(name)
                            : FILES_OF_A_COLLECTION.matcher(name).matches()))
                    .findAny();
            if (other.isPresent()) {
                throw new IllegalArgumentException(
                        "%s has other files in it, such as %s; a new or empty folder is wanted"
                                .formatted(target, other.get()));
            }
        }
    }

    /** Removes what killed processes have left half-done beside a folder. None that lives may be writing to it. */
    static void removeLeftovers(Path target) throws IOException {
        Path absolute = resolved(target);
        @Nullable Path parent = absolute.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                parent, file -> isLeftover(String.valueOf(file.getFileName()), "." + absolute.getFileName() + "."))) {
            for (Path leftover : leftovers) {
                deleteAll(leftover);
            }
        }
    }

    private static boolean isLeftover(String name, String prefix) {
        int end = prefix.length() + UUID_LENGTH;
        return name.startsWith(prefix)
                && name.length() > end
                && name.substring(end).equals(TEMPORARY);
    }

    /** The folder to fill. */
    Path folder() {
        return temporary;
    }

    /** Puts the folder in its place. One that is not empty can't be replaced in one step: the old one steps aside, and comes back on failure. */
    void commit() throws IOException {
        Path old = temporary.resolveSibling(temporary.getFileName() + ".old");
        boolean replaces = Files.exists(target);
        if (replaces) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        deleteAll(old);
    }

    /** Ends it. Without {@link #commit} before, nothing is left of it. */
    @Override
    public void close() throws IOException {
        try {
            deleteAll(temporary);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
