package io.vicinal.cli.collection;

import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchRequest;
import io.vicinal.collection.SearchResult;
import io.vicinal.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds documents by questions.
 *
 * @param directory where they are, for messages
 * @param documents the collection; stays the caller's
 * @param model embeds questions; stays the caller's
 */
public record TextSearch(Path directory, Collection documents, EmbeddingModel model) {
    /**
     * Checks that documents and questions go together.
     *
     * @throws IllegalArgumentException if documents were embedded with another model, naming both
     */
    public TextSearch {
        String made = documents.spec().model();
        if (!made.isEmpty() && !made.equals(model.identity())) {
            throw new IllegalArgumentException("%s was made with the model %s, so %s can't search it"
                    .formatted(directory, made, model.identity()));
        }
    }

    /**
     * Finds the documents closest to a question.
     *
     * @param question in words
     * @param details says what else is wanted
     * @return what was found
     */
    public SearchResult run(String question, UnaryOperator<SearchRequest> details) {
        float[] vector = model.embed(List.of(question)).getFirst();
        return documents.search(details.apply(SearchRequest.of(vector)));
    }
}
