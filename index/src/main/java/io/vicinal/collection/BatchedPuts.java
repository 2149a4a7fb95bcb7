package io.vicinal.collection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts documents into a collection many at a time, for those who have them one by one: each batch is seen whole or not at all.
 *
 * <p>A document that comes again takes the place of the one before, in the same batch too. When a batch is refused, none of its documents is put,
 * and they are forgotten. For one thread at a time.
 */
public final class BatchedPuts implements AutoCloseable {
    /** Documents in a batch. */
    private static final int DOCUMENTS = 256;

    /** Long texts make a batch before there are so many. */
    private static final long CHARACTERS = 1 << 22;

    private final Collection collection;
    private final Map<String, Document> waiting = new LinkedHashMap<>();
    private long characters;
    private long put;

    private BatchedPuts(Collection collection) {
        this.collection = collection;
    }

    /**
     * Starts with nothing.
     *
     * @param collection gets the documents; stays the caller's
     * @return to be given documents, and closed
     */
    public static BatchedPuts into(Collection collection) {
        return new BatchedPuts(collection);
    }

    /**
     * Takes a document. It is put with those that follow, after 256 of them at the latest.
     *
     * @param document with a vector
     * @throws IllegalArgumentException if a vector of its batch is refused; the message names its document
     */
    public void add(Document document) {
        waiting.remove(document.id());
        waiting.put(document.id(), document);
        characters += document.text().map(String::length).orElse(0);
        if (waiting.size() >= DOCUMENTS || characters >= CHARACTERS) {
            flush();
        }
    }

    /**
     * Puts what waits. That does not flush the collection.
     *
     * @throws IllegalArgumentException if a vector is refused; the message names its document
     */
    public void flush() {
        List<Document> batch = List.copyOf(waiting.values());
        waiting.clear();
        characters = 0;
        collection.putAll(batch);
        put += batch.size();
    }

    /**
     * Returns how many documents have been put.
     *
     * @return without those that wait
     */
    public long put() {
        return put;
    }

    /** Puts what waits. The collection stays open. */
    @Override
    public void close() {
        flush();
    }
}
