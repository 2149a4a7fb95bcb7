package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.format.VectorWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rows without names, in a format of other tools. How long they are is known when there is one. */
final class VectorRowsOutput implements VectorOutput {
    private final Path file;
    private @Nullable VectorWriter writer;
    private boolean closed;

    private VectorRowsOutput(Path file) {
        this.file = file;
    }

    static VectorRowsOutput of(Path file) throws IOException {
        // A name that ends otherwise is refused before anything is embedded.
        VectorWriter.create(file, 1).close();
        return new VectorRowsOutput(file);
    }

    private synchronized VectorWriter writer(int dimension) throws IOException {
        if (closed) {
            throw new IllegalStateException("writing has been ended");
        }
        VectorWriter open = writer;
        if (open == null) {
            open = VectorWriter.create(file, dimension);
            writer = open;
        }
        return open;
    }

    @Override
    public void add(Document document, float[] vector) throws IOException {
        writer(vector.length).write(vector);
    }

    @Override
    public boolean leavesOut() {
        return false;
    }

    @Override
    public long count() {
        return writer == null ? 0 : writer.count();
    }

    @Override
    public void commit(EmbeddingModel model) throws IOException {
        (writer == null ? writer(model.dimension()) : writer).commit();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (writer != null) {
            writer.close();
        }
    }
}
