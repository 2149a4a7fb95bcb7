package io.vicinal.embedding.wire;

import io.vicinal.embedding.AnswerReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a host answered.
 *
 * @param vectors one for each text, in the order of the texts; with no components where there is a problem
 * @param problems why a text got no vector, by position; empty where it got one
 * @param id the host's name for the answer
 * @param model the model that answered, in the host's words
 * @param tokens billed
 * @param cost in the currency of the account
 */
public record Answer(
        List<float[]> vectors,
        List<String> problems,
        @Nullable String id,
        @Nullable String model,
        OptionalLong tokens,
        OptionalDouble cost) {

    /**
     * Returns the length of the vectors.
     *
     * @return floats in each vector, or 0 if there is none without a problem
     */
    public int dimension() {
        return vectors.stream().mapToInt(vector -> vector.length).max().orElse(0);
    }

    /**
     * Changes how the host names the answer and the model.
     *
     * @param change of each name that the host gave
     * @return the answer with those names
     */
    public Answer named(UnaryOperator<String> change) {
        return new Answer(
                vectors,
                problems,
                id == null ? null : change.apply(id),
                model == null ? null : change.apply(model),
                tokens,
                cost);
    }

    /**
     * Returns what is told of this answer.
     *
     * @param estimatedTokens stand in for what the host does not tell
     * @return everything but the vectors
     */
    public AnswerReport report(int estimatedTokens) {
        return new AnswerReport(id, model, vectors.size(), tokens.orElse(estimatedTokens), tokens.isEmpty(), cost);
    }
}
