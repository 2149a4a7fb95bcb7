package io.vicinal.cli.directory;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.terminal.Json;
import io.vicinal.embedding.EmbeddingModel;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** Texts embedded together: enough that all cores have work, few enough that progress shows. */
    private static final int BATCH = 128;

    private final Path target;
    private final Path temporary;
    private final EmbeddingModel model;
    private final EngineChoice choice;
    private final IndexMaking index;
    private final OutputStream lines;
    private final Set<String> ids = new HashSet<>();
    private final List<Document> pending = new ArrayList<>();
    private long position;
    private boolean closed;

    private DocumentDirectoryWriter(Path target, Path temporary, EmbeddingModel model, EngineChoice choice)
            throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.model = model;
        this.lines = Files.newOutputStream(
                temporary.resolve(DocumentDirectory.DOCUMENTS),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        this.choice = choice;
        this.index = new IndexMaking(model.dimension(), temporary);
    }

    /**
     * Starts.
     *
     * @param target where the directory will be; nothing, an empty folder or an older directory of documents may be there
     * @param model what to embed the documents with
     * @param choice which engine the index gets
     * @return the writer
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something else is there
     */
    public static DocumentDirectoryWriter create(Path target, EmbeddingModel model, EngineChoice choice)
            throws IOException {
        requireReplaceable(target);
        // A link stays, and what it leads to is replaced.
        Path absolute = Files.exists(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
        @Nullable Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root folder can't be an index");
        }
        Files.createDirectories(parent);
        Path temporary = parent.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectory(temporary);
        try {
            return new DocumentDirectoryWriter(absolute, temporary, model, choice);
        } catch (IOException | RuntimeException e) {
            deleteAll(temporary);
            throw e;
        }
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
     * @param document the document, with an id of its own
     * @return whether it is time to {@link #embed}: documents are collected, and embedded together
     * @throws IllegalArgumentException if the id was there before
     */
    public boolean add(Document document) {
        if (!ids.add(document.id())) {
            throw new IllegalArgumentException("there are two documents with the id '" + document.id() + "'");
        }
        pending.add(document);
        return pending.size() >= BATCH;
    }

    /**
     * Embeds and writes the documents collected.
     *
     * @return how many they were
     * @throws IOException if they can't be written
     * @throws IllegalArgumentException if one of them can't be embedded
     */
    public int embed() throws IOException {
        List<float[]> vectors = vectors();
        try {
            for (int i = 0; i < vectors.size(); i++) {
                index.add(position, vectors.get(i));
                byte[] line = (Json.line(stored(pending.get(i))) + "\n").getBytes(StandardCharsets.UTF_8);
                lines.write(line);
                position += line.length;
            }
        } catch (UncheckedIOException e) {
            throw named(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw named(e);
        }
        pending.clear();
        return vectors.size();
    }

    /** The system says what is wrong, a full disk for instance, but not where. */
    private IOException named(IOException failure) {
        return new IOException("%s can't be written: %s".formatted(target, failure.getMessage()), failure);
    }

    private List<float[]> vectors() {
        try {
            return model.embed(pending.stream().map(Document::text).toList());
        } catch (IllegalArgumentException e) {
            pending.forEach(this::requireEmbeddable);
            throw e;
        }
    }

    /** The model calls a text by its position in the call, which nobody outside knows. */
    private void requireEmbeddable(Document document) {
        try {
            model.embed(List.of(document.text()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("document '" + document.id() + "' has nothing to embed", e);
        }
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
     * Tells whether {@link #connect} has anything to do, once all documents have been embedded.
     *
     * @return false for an engine that searches vectors as they are
     */
    public boolean mustConnect() {
        return !engine().equals(EngineChoice.EXACT);
    }

    private String engine() {
        return choice.engine(index.size());
    }

    /**
     * Builds the index of the vectors that have been embedded, which takes long if it is a graph.
     *
     * @param reached is told how many of them are in it so far, from several threads
     * @throws IOException if it can't be written
     */
    public void connect(LongConsumer reached) throws IOException {
        try {
            index.connect(engine(), reached);
        } catch (UncheckedIOException e) {
            throw named(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        }
    }

    /**
     * Puts the directory in its place. All documents have been embedded and their index has been built.
     *
     * @return the number of documents in it
     * @throws IOException if it can't be written; what was there before still is
     */
    public long commit() throws IOException {
        lines.close();
        index.save(temporary.resolve(DocumentDirectory.INDEX));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long documents = index.size();
        synchronized (this) {
            // Once interrupted the process may end at any moment: not between the two moves of a replacement.
            if (closed) {
                throw new IllegalStateException("writing has been ended");
            }
            new Description(model.identity(), documents, position, choice, now).write(temporary);
            replaceTarget();
        }
        return documents;
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
                index.close();
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
