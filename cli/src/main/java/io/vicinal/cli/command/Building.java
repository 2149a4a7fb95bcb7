package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectoryWriter;
import io.vicinal.cli.directory.EngineChoice;
import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts documents into a directory, with progress, and with nothing left behind when that fails or is interrupted. */
final class Building {
    private Building() {}

    /** Where the documents come from, one at a time. */
    interface Documents {
        /** Returns the next document, or null after the last. */
        @Nullable
        Document next() throws IOException;

        /** Returns how many there will be if {@code read} were read so far, or {@link Progress#UNKNOWN}. */
        long total(long read);

        /** Returns what to say in front of a complaint about the last document. */
        String place();
    }

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

    /** Returns the number of documents in the directory made. */
    static long build(Path directory, Documents documents, EmbeddingModel model, EngineChoice engine)
            throws IOException {
        DocumentDirectoryWriter writer =
                Interruption.closes(() -> DocumentDirectoryWriter.create(directory, model, engine));
        try (writer) {
            long count = embed(documents, writer);
            if (writer.mustConnect()) {
                try (Progress progress = Progress.start("connecting", "vectors", count)) {
                    writer.connect(progress::reach);
                }
            }
            return writer.commit();
        } finally {
            Interruption.finished(writer);
        }
    }

    private static long embed(Documents documents, DocumentDirectoryWriter writer) throws IOException {
        try (Progress progress = Progress.start("embedding", "texts", documents.total(0))) {
            long read = 0;
            Document document = documents.next();
            while (document != null) {
                read++;
                if (add(document, writer, documents)) {
                    progress.expect(documents.total(read));
                    progress.advance(writer.embed());
                }
                document = documents.next();
            }
            progress.expect(read);
            progress.advance(writer.embed());
            return read;
        }
    }

    private static boolean add(Document document, DocumentDirectoryWriter writer, Documents documents) {
        try {
            return writer.add(document);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(documents.place() + e.getMessage(), e);
        }
    }
}
