package io.vicinal.cli.collection;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.MetadataFields;
import io.vicinal.collection.BatchedPuts;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionStats;
import io.vicinal.index.BuildProgress;
import io.vicinal.storage.CorruptFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** A collection that is open and takes documents in batches. */
final class OpenFilling implements Closeable {
    private final Path name;
    private final Collection collection;
    private final BatchedPuts puts;
    private final EngineChoice engine;
    private boolean closed;

    /** The name is for messages. */
    OpenFilling(Path name, Collection collection, EngineChoice engine) {
        this.name = name;
        this.collection = collection;
        this.puts = BatchedPuts.into(collection);
        this.engine = engine;
    }

    void add(Document document, float[] vector) throws IOException {
        put(io.vicinal.collection.Document.of(document.id(), vector)
                .text(MetadataFields.whole(document.text()))
                .metadata(MetadataFields.of(document.metadata())));
    }

    void put(io.vicinal.collection.Document document) throws IOException {
        naming(() -> puts.add(document));
    }

    /** Writes something. */
    private interface Writing {
        void run() throws IOException;
    }

    /** The system says what is wrong, a full disk for instance, but not always where. */
    private void naming(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (CorruptFileException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw named(Objects.requireNonNullElse(e.getCause(), new IOException(e.getMessage(), e)));
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** By the name that the user knows, not by those of files in a temporary folder. */
    private IOException named(IOException failure) {
        IOException reason = failure;
        while (reason.getCause() instanceof IOException inner) {
            reason = inner;
        }
        return new IOException("%s can't be written: %s".formatted(name, reason.getMessage()), failure);
    }

    boolean mustConnect() throws IOException {
        naming(puts::flush);
        CollectionStats stats = collection.stats();
        return collection.spec().engine().equals("hnsw")
                && engine.connects(stats.rows())
                && stats.connected() < stats.rows();
    }

    void connect(BuildProgress progress) {
        collection.connect(progress);
    }

    /** Makes everything safe; returns the number of documents. */
    int flush() throws IOException {
        naming(() -> {
            puts.flush();
            collection.flush();
        });
        return collection.size();
    }

    /** What waits is put as well, for it has been embedded, and an interrupted thread takes the time for that. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            naming(() -> {
                try (collection) {
                    puts.flush();
                }
            });
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
