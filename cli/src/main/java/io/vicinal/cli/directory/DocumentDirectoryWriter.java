package io.vicinal.cli.directory;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.terminal.Json;
import io.vicinal.embedding.EmbeddingModel;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a directory of documents. It is written under another name beside its place and put there when it is complete, so that
 * there is never half of one.
 *
 * <p>For one thread, but {@link #close} may come from another.
 */
public final class DocumentDirectoryWriter implements Closeable {
    private static final String TEMPORARY = ".tmp";
    private static final int UUID_LENGTH = 36;

    private final Path target;
    private final Path temporary;
    private final EngineChoice choice;
    private final OutputStream lines;
    private @Nullable IndexMaking index;
    private long position;
    private boolean closed;

    private DocumentDirectoryWriter(Path target, Path temporary, EngineChoice choice) throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.lines = Files.newOutputStream(
                temporary.resolve(DocumentDirectory.DOCUMENTS),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        this.choice = choice;
    }

    /**
     * Starts.
     *
     * @param target where the directory will be; nothing, an empty folder or an older directory of documents may be there
     * @param choice which engine the index gets
     * @return the writer
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something else is there
     */
    public static DocumentDirectoryWriter create(Path target, EngineChoice choice) throws IOException {
        requireReplaceable(target);
        Path absolute = resolved(target);
        @Nullable Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root folder can't be an index");
        }
        Files.createDirectories(parent);
        Path temporary = parent.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        Files.createDirectory(temporary);
        try {
            return new DocumentDirectoryWriter(absolute, temporary, choice);
        } catch (IOException | RuntimeException e) {
            deleteAll(temporary);
            throw e;
        }
    }

    /** A link stays, and what it leads to is replaced. */
    private static Path resolved(Path target) throws IOException {
        return Files.exists(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
    }

    /**
     * Removes what killed processes have left half-done beside a directory. None that lives may be writing to it.
     *
     * @param target where the directory would be
     * @throws IOException if something can't be removed
     */
    public static void removeLeftovers(Path target) throws IOException {
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

    /**
     * Checks that a directory of documents may be put somewhere: that nothing but an older one would be lost.
     *
     * @param target where the directory would be
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if something else is there
     */
    public static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is a file; a folder for the index is wanted");
        }
        Set<String> expected = DocumentDirectory.isAt(target) ? DocumentDirectory.FILES : Set.of();
        try (Stream<Path> files = Files.list(target)) {
            Optional<Path> other = files.map(Path::getFileName)
                    .filter(name -> !expected.contains(name.toString()))
                    .findAny();
            if (other.isPresent()) {
                throw new IllegalArgumentException(
                        "%s has other files in it, such as %s; a new or empty folder is wanted"
                                .formatted(target, other.get()));
            }
        }
    }

    /**
     * Adds a document.
     *
     * @param document the document
     * @param vector of its text; as long as all others
     * @throws IOException if it can't be written
     */
    public void add(Document document, float[] vector) throws IOException {
        try {
            index(vector.length).add(position, vector);
            byte[] line = (Json.line(stored(document)) + "\n").getBytes(StandardCharsets.UTF_8);
            lines.write(line);
            position += line.length;
        } catch (UncheckedIOException e) {
            throw named(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** How long vectors are is known when there is one. */
    private synchronized IndexMaking index(int dimension) throws IOException {
        IndexMaking making = index;
        if (making == null) {
            if (closed) {
                throw new IllegalStateException("writing has been ended");
            }
            making = new IndexMaking(dimension, temporary);
            index = making;
        }
        return making;
    }

    /** The system says what is wrong, a full disk for instance, but not where. */
    private IOException named(IOException failure) {
        return new IOException("%s can't be written: %s".formatted(target, failure.getMessage()), failure);
    }

    private static Map<String, Object> stored(Document document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", document.id());
        fields.put("text", document.text());
        if (!document.metadata().isEmpty()) {
            fields.put(DocumentDirectory.METADATA, document.metadata());
        }
        return fields;
    }

    /**
     * Returns how many documents have been added.
     *
     * @return documents
     */
    public int size() {
        return index == null ? 0 : index.size();
    }

    /**
     * Tells whether {@link #connect} has anything to do, once all documents have been added.
     *
     * @return false for an engine that searches vectors as they are
     */
    public boolean mustConnect() {
        return !engine().equals(EngineChoice.EXACT);
    }

    private String engine() {
        return choice.engine(size());
    }

    /**
     * Builds the index of the vectors that have been added, which takes long if it is a graph.
     *
     * @param reached is told how many of them are in it so far, from several threads
     * @throws IOException if it can't be written
     */
    public void connect(LongConsumer reached) throws IOException {
        try {
            if (index != null) {
                index.connect(engine(), reached);
            }
        } catch (UncheckedIOException e) {
            throw named(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        }
    }

    /**
     * Puts the directory in its place. All documents have been added and their index has been built.
     *
     * @param model what they have been embedded with; asked how long its vectors are if there are no documents
     * @param request how to get that model again
     * @return the number of documents in it
     * @throws IOException if it can't be written; what was there before still is
     */
    public long commit(EmbeddingModel model, ModelRequest request) throws IOException {
        lines.close();
        IndexMaking making = index == null ? connected(model.dimension()) : index;
        making.save(temporary.resolve(DocumentDirectory.INDEX));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long documents = making.size();
        synchronized (this) {
            // Once interrupted the process may end at any moment: not between the two moves of a replacement.
            if (closed) {
                throw new IllegalStateException("writing has been ended");
            }
            new Description(
                            model.identity(),
                            request.name().text(),
                            request.dimensions(),
                            documents,
                            position,
                            choice,
                            now)
                    .write(temporary);
            replaceTarget();
        }
        return documents;
    }

    /** An empty index of the engine that was asked for. */
    private IndexMaking connected(int dimension) throws IOException {
        IndexMaking making = index(dimension);
        if (mustConnect()) {
            making.connect(engine(), reached -> {});
        }
        return making;
    }

    /** A folder that is not empty can't be replaced in one step: the old one steps aside, and comes back on failure. */
    private void replaceTarget() throws IOException {
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
        if (replaces) {
            deleteAll(old);
        }
    }

    /**
     * Ends writing. Without {@link #commit} before, nothing is left of it.
     *
     * @throws IOException if that can't be removed
     */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            try (lines) {
                if (index != null) {
                    index.close();
                }
            } finally {
                deleteAll(temporary);
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
