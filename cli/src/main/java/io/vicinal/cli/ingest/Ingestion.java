package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingUsage;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.embedding.ingest.IngestAccount;
import io.vicinal.embedding.ingest.IngestSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Documents that go through a model with progress, and those that can't into a file. */
public final class Ingestion {
    private Ingestion() {}

    /** Where documents and their vectors go. */
    public interface Target {
        /**
         * Takes a document, or a chunk of one as a document of its own.
         *
         * @param document the document
         * @param vector of its text
         * @throws IOException if it can't be written
         */
        void add(Document document, float[] vector) throws IOException;
    }

    /**
     * What was done.
     *
     * @param account in chunks
     * @param failed documents in the file of failures
     * @param firstReason why the first of them is there; empty if there are none
     */
    public record Outcome(IngestAccount account, long failed, String firstReason) {
        /**
         * Returns the outcome as JSON has it.
         *
         * @return fields in the order in which people read them
         */
        public Map<String, Object> fields() {
            EmbeddingUsage usage = account.usage();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("documents", account.documents());
            fields.put("chunks", account.chunks());
            fields.put("embedded", account.embedded());
            fields.put("cached", account.cached());
            fields.put("failed", account.failed());
            fields.put("tokens", usage.billedTokens());
            fields.put("tokensEstimated", usage.estimatedTokens());
            fields.put("tokensSaved", usage.savedTokens());
            usage.cost().ifPresent(cost -> fields.put("cost", cost));
            return fields;
        }
    }

    /**
     * Embeds documents.
     *
     * @param documents the documents
     * @param model embeds them
     * @param settings how
     * @param target takes them
     * @return what was done
     * @throws IOException if something can't be read or written, or the process is being ended
     */
    public static Outcome run(Documents documents, EmbeddingModel model, IngestSettings settings, Target target)
            throws IOException {
        UniqueDocuments unique = new UniqueDocuments(documents);
        try (Progress progress = Progress.start("embedding", "texts", documents.total(0));
                FailureFile failures = new FailureFile(settings.failures(), settings.fields())) {
            IngestAccount account = settings.ingestor(model)
                    .progress(now -> show(now, documents.total(unique.read()), progress))
                    .ingest(unique, Document::text, sink(target, failures));
            failures.publish();
            return new Outcome(account, failures.count(), failures.firstReason());
        }
    }

    private static void show(IngestAccount now, long documents, Progress progress) {
        if (documents != Progress.UNKNOWN && now.documents() > 0) {
            progress.expect(documents * Math.max(1, now.chunks() / now.documents()));
        }
        progress.reach(now.chunks());
        if (now.cached() > 0 || now.usage().billedTokens() > 0) {
            progress.say(note(now));
        }
    }

    private static String note(IngestAccount now) {
        String cost = now.usage().cost().isPresent()
                ? String.format(Locale.ROOT, ", cost %.4f", now.usage().cost().getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "%.0f %% cached, %,d tokens%s",
                100 * now.hitRate(),
                now.usage().billedTokens(),
                cost);
    }

    private static IngestSink<Document> sink(Target target, FailureFile failures) {
        return new IngestSink<>() {
            @Override
            public void accept(Document document, Chunk chunk, float[] vector) throws IOException {
                target.add(part(document, chunk), vector);
            }

            @Override
            public void failed(Document document, Chunk chunk, RuntimeException cause) throws IOException {
                failures.add(part(document, chunk), cause);
            }
        };
    }

    /** A chunk is called by its document and where it begins; a whole text stays what it is. */
    private static Document part(Document document, Chunk chunk) {
        if (chunk.text().length() >= document.text().strip().length()) {
            return document;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
        metadata.put("document", document.id());
        return new Document(document.id() + "#" + chunk.from(), chunk.text(), metadata);
    }
}
