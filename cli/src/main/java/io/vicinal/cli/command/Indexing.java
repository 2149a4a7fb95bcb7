package io.vicinal.cli.command;

import io.vicinal.cli.collection.Filling;
import io.vicinal.cli.ingest.Documents;
import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.ingest.Ingestion;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Puts documents into a collection, with progress.
 *
 * @param directory where they go, for messages
 * @param model embeds them
 */
record Indexing(Path directory, EmbeddingModel model) {
    /**
     * What has been made.
     *
     * @param added documents put, chunks if texts were cut
     * @param documents how many are in the collection now
     * @param ingestion what that took
     */
    record Outcome(long added, long documents, Ingestion.Outcome ingestion) {}

    Outcome run(Documents documents, IngestSettings settings, Filling filling) throws IOException {
        Ingestion.Outcome ingestion = Ingestion.run(documents, model, settings, filling::add);
        if (filling.added() == 0 && ingestion.failed() > 0) {
            throw new IOException("none of %,d documents could be embedded (%s), listed in %s: %s is as it was"
                    .formatted(ingestion.failed(), ingestion.firstReason(), settings.failures(), directory));
        }
        if (filling.mustConnect()) {
            Connecting.run(filling::connect);
        }
        return new Outcome(filling.added(), filling.commit(), ingestion);
    }
}
