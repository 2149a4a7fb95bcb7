package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.chunk.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Gives the sink the vectors there are. */
    void deliverVectors(EmbeddingResult result, IngestSink<D> sink) throws IOException {
        for (int i = 0; i < chunks.size(); i++) {
            if (result.has(i)) {
                sink.accept(documents.get(i), chunks.get(i), result.vector(i));
            }
        }
    }

    /** Tells the sink which chunks have none. */
    void deliverFailures(EmbeddingResult result, IngestSink<D> sink) throws IOException {
        for (Map.Entry<Integer, RuntimeException> failure : result.failures().entrySet()) {
            int position = failure.getKey();
            sink.failed(documents.get(position), chunks.get(position), failure.getValue());
        }
    }
}
