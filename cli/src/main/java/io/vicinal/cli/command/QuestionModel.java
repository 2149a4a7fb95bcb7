package io.vicinal.cli.command;

import io.vicinal.cli.collection.Provenance;
import io.vicinal.cli.collection.TextSearch;
import io.vicinal.cli.model.ModelName;
import io.vicinal.collection.Collection;
import io.vicinal.embedding.EmbeddingModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that tell what texts are embedded with, to be compared with the documents of a collection. */
final class QuestionModel {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelOptions.NameConverter.class,
            description = "Another way to the model that the documents were embedded with, as for 'vicinal index'"
                    + " (default: as they were).")
    private @Nullable ModelName modelName;

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "The environment variable that holds the API key, if it is not the provider's own.")
    private @Nullable String keyVariable;

    /** Opens the model, to be closed by the caller. */
    EmbeddingModel open(Path directory, Collection documents) {
        EmbeddingModel model = Provenance.of(documents.spec())
                .modelRequest(modelName, keyVariable)
                .open(null);
        try {
            // Refuses another model than the documents'.
            return new TextSearch(directory, documents, model).model();
        } catch (IllegalArgumentException e) {
            model.close();
            throw e;
        }
    }
}
