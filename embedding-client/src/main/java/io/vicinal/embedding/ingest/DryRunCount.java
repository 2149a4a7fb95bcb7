package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.chunk.Chunk;
import java.util.List;

/** Counts what a run would do. */
final class DryRunCount {
    private final EmbeddingModel model;
    private final SeenTexts seen = new SeenTexts();
    private long documents;
    private long chunks;
    private long blank;
    private long cached;
    private long tokens;
    private long tokensToPay;

    DryRunCount(EmbeddingModel model) {
        this.model = model;
    }

    void document(List<Chunk> parts) {
        documents++;
        parts.forEach(part -> chunk(part.text()));
    }

    private void chunk(String text) {
        chunks++;
        if (text.isBlank()) {
            blank++;
            return;
        }
        int count = model.tokenCounter().count(text);
        tokens += count;
        if (!seen.add(text) || model.isAtHand(text)) {
            cached++;
        } else {
            tokensToPay += count;
        }
    }

    DryRun result() {
        return new DryRun(documents, chunks, blank, cached, tokens, tokensToPay);
    }
}
