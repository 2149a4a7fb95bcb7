package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectoryWriter;
import io.vicinal.cli.directory.EngineChoice;
import io.vicinal.cli.ingest.Documents;
import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.ingest.Ingestion;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Puts documents into a directory, with progress, and with nothing left behind when that fails or is interrupted.
 *
 * @param directory where they go
 * @param model embeds them
 * @param request how to get that model again
 * @param engine of the index
 */
record Indexing(Path directory, EmbeddingModel model, ModelRequest request, EngineChoice engine) {
    /**
     * What has been made.
     *
     * @param documents how many are in the directory
     * @param ingestion what that took
     */
    record Outcome(long documents, Ingestion.Outcome ingestion) {}

    Outcome run(Documents documents, IngestSettings settings) throws IOException {
        DocumentDirectoryWriter writer = Interruption.closes(() -> DocumentDirectoryWriter.create(directory, engine));
        try (writer) {
            Ingestion.Outcome ingestion = Ingestion.run(documents, model, settings, writer::add);
            if (writer.size() == 0 && ingestion.failed() > 0) {
                throw new IOException("none of %,d documents could be embedded (%s), listed in %s: %s is as it was"
                        .formatted(ingestion.failed(), ingestion.firstReason(), settings.failures(), directory));
            }
            if (writer.mustConnect()) {
                connect(writer);
            }
            return new Outcome(writer.commit(model, request), ingestion);
        } finally {
            Interruption.finished(writer);
        }
    }

    private static void connect(DocumentDirectoryWriter writer) throws IOException {
        try (Progress progress = Progress.start("connecting", "vectors", writer.size())) {
            writer.connect(progress::reach);
        }
    }
}
