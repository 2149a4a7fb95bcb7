package io.vicinal.cli.directory;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.document.InvalidDocumentException;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexStats;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.storage.CorruptFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Documents that can be searched by meaning: a folder with the index of their vectors, their texts, and a description.
 *
 * <p>The id of a vector is where its document's line begins in the file of texts, so no third file need lead from one to the
 * other. Not safe for use by several threads.
 */
public final class DocumentDirectory implements Closeable {
    static final String INDEX = "vectors.index";
    static final String DOCUMENTS = "documents.jsonl";
    static final String METADATA = "metadata";
    static final Set<String> FILES = Set.of(INDEX, DOCUMENTS, Description.FILE);

    private final Path directory;
    private final Description description;
    private final VectorIndex index;
    private final FileChannel documents;

    private DocumentDirectory(Path directory, Description description, VectorIndex index, FileChannel documents) {
        this.directory = directory;
        this.description = description;
        this.index = index;
        this.documents = documents;
    }

    /**
     * Tells whether a folder is one of these.
     *
     * @param directory a path
     * @return whether it can be opened, unless it is damaged
     */
    public static boolean isAt(Path directory) {
        return Files.isRegularFile(directory.resolve(Description.FILE));
    }

    /**
     * Opens a folder.
     *
     * @param directory one that {@link DocumentDirectoryWriter} has made
     * @return the documents, to be closed by the caller
     * @throws IOException if there is no such folder, or it can't be read
     * @throws IllegalArgumentException if it is another folder
     * @throws CorruptFileException if it is damaged
     */
    public static DocumentDirectory open(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!isAt(directory)) {
            throw new IllegalArgumentException(
                    "%s is no index: there is no %s in it".formatted(directory, Description.FILE));
        }
        Description description = Description.read(directory);
        VectorIndex index = VectorIndex.open(directory.resolve(INDEX));
        try {
            requireFits(directory, description, index.stats());
            return new DocumentDirectory(
                    directory,
                    description,
                    index,
                    FileChannel.open(directory.resolve(DOCUMENTS), StandardOpenOption.READ));
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static void requireFits(Path directory, Description description, IndexStats index) throws IOException {
        long documents = description.documents();
        if (index.size() != documents) {
            throw new CorruptFileException(
                    directory.resolve(Description.FILE),
                    0,
                    "it tells of %d documents but %s has %d vectors".formatted(documents, INDEX, index.size()));
        }
        EngineChoice choice = description.engine();
        if (choice.contradicts(index.engine(), documents)) {
            throw new CorruptFileException(
                    directory.resolve(Description.FILE),
                    0,
                    "it tells of the engine %s but %s is one of %s"
                            .formatted(choice.engine(documents), INDEX, index.engine()));
        }
        Path texts = directory.resolve(DOCUMENTS);
        if (Files.size(texts) != description.bytes()) {
            throw new CorruptFileException(
                    texts,
                    Files.size(texts),
                    "the file ends here, but it was written with %d bytes".formatted(description.bytes()));
        }
    }

    /**
     * A document found.
     *
     * @param score its closeness to the question
     * @param document the document
     */
    public record Hit(float score, Document document) {}

    /**
     * Finds the documents closest to a question.
     *
     * @param question the question
     * @param k how many to find
     * @param model the model that the documents were embedded with
     * @return up to k documents, best first
     * @throws IOException if they can't be read
     * @throws IllegalArgumentException if the model is another
     */
    public List<Hit> search(String question, int k, EmbeddingModel model) throws IOException {
        description.requireModel(model, directory);
        Hits hits =
                index.search(Query.of(model.embed(List.of(question)).getFirst()).k(k));
        List<Hit> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            found.add(new Hit(hits.score(i), document(hits.id(i))));
        }
        return found;
    }

    private Document document(long offset) throws IOException {
        Path file = directory.resolve(DOCUMENTS);
        if (!beginsAt(offset)) {
            throw new CorruptFileException(file, Math.max(0, offset), "a document should begin here");
        }
        // Not closed, since that would close the channel.
        InputStream rest = Channels.newInputStream(documents.position(offset));
        try {
            Document stored = Objects.requireNonNull(DocumentSource.read(rest, file.toString(), DocumentFields.DEFAULT)
                    .next());
            return new Document(stored.id(), stored.text(), metadata(stored));
        } catch (InvalidDocumentException e) {
            throw new CorruptFileException(file, offset, "the document that begins here is damaged: " + e.problem());
        }
    }

    /** Behind a line end, and with an opening brace. */
    private boolean beginsAt(long offset) throws IOException {
        if (offset < 0 || offset >= description.bytes()) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(2);
        documents.read(bytes.position(offset == 0 ? 1 : 0), Math.max(0, offset - 1));
        return bytes.get(1) == '{' && (offset == 0 || bytes.get(0) == '\n');
    }

    private static Map<String, Object> metadata(Document stored) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (stored.metadata().get(METADATA) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put(String.valueOf(name), value));
        }
        return metadata;
    }

    /**
     * Returns what the folder says of itself.
     *
     * @return its description
     */
    public Description description() {
        return description;
    }

    /**
     * Returns the index in numbers.
     *
     * @return as of now
     */
    public IndexStats stats() {
        return index.stats();
    }

    /**
     * Returns the space that the folder takes.
     *
     * @return bytes on disk
     * @throws IOException if it can't be read
     */
    public long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (String file : FILES) {
            bytes += Files.size(directory.resolve(file));
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (documents) {
            index.close();
        }
    }
}
