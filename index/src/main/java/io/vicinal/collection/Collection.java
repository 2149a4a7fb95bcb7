package io.vicinal.collection;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.index.BuildProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Documents in a folder that are found by meaning, and that outlive crashes: an id, a text, metadata and a vector each.
 *
 * <pre>{@code
 * try (Collection books = Collection.open(Path.of("books"), CollectionSpec.of(384, Metric.COSINE))) {
 *   books.put(Document.of("moby-dick", vector).text("Call me Ishmael.").metadata(Metadata.of(Map.of("year", 1851))));
 *   books.flush();
 *   for (SearchHit hit : books.search(SearchRequest.of(question).filter(Filter.parse("year < 1900"))).hits()) {
 *     System.out.println(hit.score() + " " + hit.document().id());
 *   }
 * }
 * }</pre>
 *
 * <p>A collection is written by one process at a time, which keeps a lock on the folder, and read by any number of others, which see what has been
 * written whenever they ask. Each change is seen whole or not at all, also after a crash; {@link Durability} says from when on it is safe.
 *
 * <p>All methods are safe for use by several threads. They throw {@link UncheckedIOException} when files can't be read or written, {@link
 * io.vicinal.storage.CorruptFileException} when a file is damaged, and {@link IllegalStateException} after {@link #close}. When the disk refuses what
 * is to be written, nothing of it counts, and everything there was before can still be read.
 */
public final class Collection implements AutoCloseable {
    private final Access access;

    private Collection(Access access) {
        this.access = access;
    }

    /**
     * Tells whether a folder holds a collection.
     *
     * @param directory a path
     * @return whether it can be opened, unless it is damaged
     */
    public static boolean isAt(Path directory) {
        return CollectionFile.isIn(directory);
    }

    /**
     * Makes a collection.
     *
     * @param directory where; a folder that is empty or not there yet
     * @param spec what it is to be
     * @return the collection, empty
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something is there already, or the engine can't do it
     */
    public static Collection create(Path directory, CollectionSpec spec) throws IOException {
        return create(directory, spec, CollectionOptions.DEFAULT);
    }

    /**
     * Makes a collection.
     *
     * @param directory where; a folder that is empty or not there yet
     * @param spec what it is to be
     * @param options how this process works with it
     * @return the collection, empty
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something is there already, or the engine can't do it
     */
    public static Collection create(Path directory, CollectionSpec spec, CollectionOptions options) throws IOException {
        return new Collection(Opener.create(directory, spec, options));
    }

    /**
     * Opens a collection to read and to write it, or makes it if there is none.
     *
     * @param directory where
     * @param spec what it is: dimension, metric, engine, settings and model as it was made
     * @return the collection
     * @throws io.vicinal.storage.FolderInUseException if another process writes it, with its number
     * @throws IOException if it can't be read or written
     * @throws IllegalArgumentException if it is another than the spec says, naming both
     */
    public static Collection open(Path directory, CollectionSpec spec) throws IOException {
        return open(directory, spec, CollectionOptions.DEFAULT);
    }

    /**
     * Opens a collection to read and to write it, or makes it if there is none.
     *
     * @param directory where
     * @param spec what it is: dimension, metric, engine, settings and model as it was made
     * @param options how this process works with it
     * @return the collection
     * @throws io.vicinal.storage.FolderInUseException if another process writes it, with its number
     * @throws IOException if it can't be read or written
     * @throws IllegalArgumentException if it is another than the spec says, naming both
     */
    public static Collection open(Path directory, CollectionSpec spec, CollectionOptions options) throws IOException {
        return new Collection(
                isAt(directory)
                        ? Opener.open(directory, Optional.of(spec), options)
                        : Opener.create(directory, spec, options));
    }

    /**
     * Opens a collection that is there, whatever it is, to read and to write it.
     *
     * @param directory where
     * @param options how this process works with it
     * @return the collection
     * @throws io.vicinal.storage.FolderInUseException if another process writes it, with its number
     * @throws IOException if there is none, or it can't be read or written
     */
    public static Collection open(Path directory, CollectionOptions options) throws IOException {
        return new Collection(Opener.open(directory, Optional.empty(), options));
    }

    /**
     * Opens a collection that is there, to read it. Another process may write it meanwhile: what that has written is seen by whatever is asked
     * afterwards.
     *
     * @param directory where
     * @return the collection; methods that write throw {@link IllegalStateException}
     * @throws IOException if there is none, or it can't be read
     */
    public static Collection openForReading(Path directory) throws IOException {
        return new Collection(ReadAccess.open(directory));
    }

    /**
     * Returns what the collection is.
     *
     * @return as it was made
     */
    public CollectionSpec spec() {
        return access.spec();
    }

    /**
     * Puts a document in, in the place of the one with the same id if there is one.
     *
     * @param document the document, with a vector
     * @throws IllegalArgumentException if its vector is refused; nothing is changed
     */
    public void put(Document document) {
        putAll(List.of(document));
    }

    /**
     * Puts documents in, all of them or none, also if the process is killed meanwhile.
     *
     * @param documents with different ids, and a vector each
     * @throws IllegalArgumentException if two have the same id, or a vector is refused; the message tells which; nothing is changed
     */
    public void putAll(List<Document> documents) {
        if (!documents.isEmpty()) {
            writing(() -> access.writer().put(NewDocuments.of(documents, spec())));
        }
    }

    /**
     * Returns a document.
     *
     * @param id its id
     * @return the document with text, metadata and vector; empty if there is none
     */
    public Optional<Document> get(String id) {
        return access.read(generation -> {
            int row = generation.find(id, generation.now());
            return row == JournalRecord.NONE ? Optional.empty() : Optional.of(Shape.WHOLE.read(generation, row));
        });
    }

    /**
     * Deletes a document.
     *
     * @param id its id
     * @return whether it was there
     */
    public boolean delete(String id) {
        return deleteAll(List.of(id)) == 1;
    }

    /**
     * Deletes documents, all of them at once.
     *
     * @param ids their ids
     * @return how many were there
     */
    public int deleteAll(List<String> ids) {
        int[] deleted = new int[1];
        writing(() -> deleted[0] = access.writer().delete(ids));
        return deleted[0];
    }

    /**
     * Deletes all documents with certain metadata, all of them at once.
     *
     * @param filter which
     * @return how many there were
     */
    public int deleteWhere(Filter filter) {
        int[] deleted = new int[1];
        writing(() -> deleted[0] = access.writer().deleteWhere(filter));
        return deleted[0];
    }

    /**
     * Finds the documents nearest to a vector.
     *
     * @param request what to look for
     * @return the documents, and how they were found
     * @throws IllegalArgumentException if the vector is refused
     */
    public SearchResult search(SearchRequest request) {
        return access.read(generation -> Search.run(generation, request));
    }

    /**
     * Goes through documents, page by page.
     *
     * @param request which, and from where on
     * @return a page of them
     */
    public Page scroll(ScrollRequest request) {
        return access.read(generation -> Scroll.run(generation, request));
    }

    /**
     * Returns the number of documents.
     *
     * @return those put and not deleted
     */
    public int size() {
        return access.read(generation -> generation.now().live());
    }

    /**
     * Makes everything that has been put and deleted so far safe: when this returns, neither a crash nor a power failure loses it.
     *
     * @throws IOException if the disk refuses. From then on the collection can only be read, until it is opened again
     */
    public void flush() throws IOException {
        access.writer().flush();
    }

    /** Writes a checkpoint, which otherwise happens in the background. */
    void checkpoint() throws IOException {
        access.writer().checkpoint();
    }

    /**
     * Connects all documents in the graph, which otherwise happens in the background, and waits for that. Searches do not.
     *
     * @param progress is told how far it is
     * @throws java.util.concurrent.CancellationException if this thread is interrupted; what has been connected is kept
     */
    public void connect(BuildProgress progress) {
        access.writer().connectAll(progress);
    }

    /**
     * Writes the collection anew without what was replaced and deleted. Searches and changes go on meanwhile; it is done when this returns, and
     * safe. If it fails, or the process is killed, the collection is as it was.
     *
     * @throws IOException if it can't be written
     */
    public void compact() throws IOException {
        access.writer().compact();
    }

    /**
     * Returns the collection in numbers.
     *
     * @return as of now
     */
    public CollectionStats stats() {
        return access.stats();
    }

    /**
     * Reads everything there is on disk and compares checksums, while the collection may be in use.
     *
     * @param directory where
     * @return what is damaged, if anything is
     * @throws IOException if there is no collection, or it can't be read
     */
    public static Verification verify(Path directory) throws IOException {
        return Inspection.verify(directory);
    }

    /**
     * Writes a damaged collection anew with all documents that are whole. What was there is kept beside it, in a folder whose name begins with
     * {@code damaged}.
     *
     * @param directory where
     * @return what was damaged; without any damage nothing is written
     * @throws io.vicinal.storage.FolderInUseException if a process writes it
     * @throws IOException if it can't be read or written
     */
    public static Verification repair(Path directory) throws IOException {
        return Inspection.repair(directory);
    }

    private static void writing(Access.Change change) {
        try {
            change.run();
        } catch (UncheckedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Flushes, and closes files. What is not connected yet will be when it is opened again.
     *
     * @throws IOException if the disk refuses; the files are closed nevertheless
     */
    @Override
    public void close() throws IOException {
        access.close();
    }
}
