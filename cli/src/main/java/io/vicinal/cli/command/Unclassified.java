package io.vicinal.cli.command;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something to be classified.
 *
 * @param id the id of a document, or a text's number
 * @param text its text, perhaps empty
 * @param vector its vector
 */
record Unclassified(
        String id,
        String text,
        @SuppressWarnings("ArrayRecordComponent") float[] vector) {
    private static final int BATCH = 256;

    /** Goes through the documents of a collection. */
    static void ofCollection(Collection documents, @Nullable Filter filter, Consumer<List<Unclassified>> consumer) {
        ScrollRequest all = ScrollRequest.all().limit(BATCH).withVectors(true).fields();
        ScrollRequest request = filter == null ? all : all.filter(filter);
        Page page = documents.scroll(request);
        while (true) {
            consumer.accept(page.documents().stream()
                    .map(document -> new Unclassified(
                            document.id(),
                            document.text().orElse(""),
                            document.vector().orElseThrow()))
                    .toList());
            if (page.next().isEmpty()) {
                return;
            }
            page = documents.scroll(request.after(page.next().getAsLong()));
        }
    }

    /** Embeds texts, and those of a file behind them if there is one. */
    static void ofTexts(
            List<String> texts, @Nullable Path file, EmbeddingModel model, Consumer<List<Unclassified>> consumer)
            throws IOException {
        List<Document> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(new Document(Integer.toString(documents.size() + 1), text, Map.of()));
        }
        if (file != null) {
            documents.addAll(read(file));
        }
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<Document> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
            List<float[]> vectors = embed(batch.stream().map(Document::text).toList(), model);
            List<Unclassified> embedded = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                embedded.add(new Unclassified(batch.get(i).id(), batch.get(i).text(), vectors.get(i)));
            }
            consumer.accept(embedded);
        }
    }

    static List<Document> read(Path file) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (DocumentSource source = DocumentSource.open(file, DocumentFields.DEFAULT)) {
            for (@Nullable Document next = source.next(); next != null; next = source.next()) {
                documents.add(next);
            }
        }
        return documents;
    }

    static List<float[]> embed(List<String> texts, EmbeddingModel model) {
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(model.embed(texts.subList(from, Math.min(texts.size(), from + BATCH))));
        }
        return vectors;
    }
}
