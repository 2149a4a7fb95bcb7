package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents one after the other, each with an id of its own. */
final class UniqueDocuments implements Iterator<Document> {
    private final Documents documents;
    private final Set<String> ids = new HashSet<>();
    private @Nullable Document next;
    private long read;

    UniqueDocuments(Documents documents) {
        this.documents = documents;
    }

    /** Returns how many have been read. */
    long read() {
        return read;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = readNext();
        }
        return next != null;
    }

    private @Nullable Document readNext() {
        try {
            Document document = documents.next();
            if (document != null) {
                read++;
                requireUnique(document);
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireUnique(Document document) {
        if (!ids.add(document.id())) {
            throw new IllegalArgumentException(
                    "%sthere are two documents with the id '%s'".formatted(documents.place(), document.id()));
        }
    }

    @Override
    public Document next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Document document = next;
        next = null;
        return document;
    }
}
