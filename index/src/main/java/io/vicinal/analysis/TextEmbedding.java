package io.vicinal.analysis;

import java.util.List;

/** Turns texts into vectors of the collection that is asked, as its documents were: {@code model::embed} of an embedding model, for instance. */
@FunctionalInterface
public interface TextEmbedding {
    /**
     * Embeds texts.
     *
     * @param texts one or more, none of them blank
     * @return a vector for each, in that order, as long as the collection's
     */
    List<float[]> embed(List<String> texts);
}
