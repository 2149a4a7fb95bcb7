package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.terminal.Progress;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where documents come from, one at a time. */
public interface Documents {
    /**
     * Returns the next document.
     *
     * @return null after the last
     * @throws IOException if it can't be read
     */
    @Nullable
    Document next() throws IOException;

    /**
     * Guesses how many there are.
     *
     * @param read how many have been read so far
     * @return how many there will be, or {@link Progress#UNKNOWN}
     */
    long total(long read);

    /**
     * Returns what to say in front of a complaint about the last document.
     *
     * @return words, or nothing
     */
    String place();

    /**
     * Reads them all, one after the other.
     *
     * @return the documents; an {@link IllegalArgumentException} comes in place of one whose id was there before
     */
    default Iterator<Document> unique() {
        return new UniqueDocuments(this);
    }

    /**
     * Reads documents from a list.
     *
     * @param list the documents
     * @return the same
     */
    static Documents of(List<Document> list) {
        Iterator<Document> rest = list.iterator();
        return new Documents() {
            @Override
            public @Nullable Document next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public long total(long read) {
                return list.size();
            }

            @Override
            public String place() {
                return "";
            }
        };
    }

    /**
     * Reads documents from a source.
     *
     * @param source the documents; closed by the caller
     * @return the same
     */
    static Documents of(DocumentSource source) {
        return new Documents() {
            @Override
            public @Nullable Document next() throws IOException {
                return source.next();
            }

            // As many in each byte to come as in those behind. A small file is read at once, and nobody need know then.
            @Override
            public long total(long read) {
                long size = source.size().orElse(0);
                return source.position() == 0 || source.position() >= size
                        ? Progress.UNKNOWN
                        : Math.round((double) size / source.position() * read);
            }

            @Override
            public String place() {
                return source.place() + ": ";
            }
        };
    }
}
