package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.chunk.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Chunks that are embedded together, and the documents that they are of. */
final class IngestBatch<D> {
    private final int capacity;
    private final List<D> documents = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();

    IngestBatch(int capacity) {
        this.capacity = capacity;
    }

    void add(D document, Chunk chunk) {
        documents.add(document);
        chunks.add(chunk);
    }

    boolean isFull() {
        return chunks.size() == capacity;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    List<String> texts() {
        return chunks.stream().map(Chunk::text).toList();
    }

    /** Tells the sink what became of each chunk. */
    void deliver(EmbeddingResult result, IngestSink<D> sink) throws IOException {
        for (int i = 0; i < chunks.size(); i++) {
            if (result.has(i)) {
                sink.accept(documents.get(i), chunks.get(i), result.vector(i));
            } else if (!result.skipped().contains(i)) {
                sink.failed(
                        documents.get(i),
                        chunks.get(i),
                        Objects.requireNonNull(result.failures().get(i)));
            }
        }
    }
}
