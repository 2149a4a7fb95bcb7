package io.vicinal.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of each text. A position has a vector, or was skipped as the policy wants, or failed for a reason.
 *
 * <pre>{@code
 * EmbeddingResult result = model.embedAll(texts);
 * result.failures().forEach((position, cause) -> System.err.println(position + ": " + cause.getMessage()));
 * }</pre>
 */
public final class EmbeddingResult {
    /** A position without a vector has one of no components. */
    private final float[][] vectors;

    private final SortedMap<Integer, RuntimeException> failures;
    private final SortedSet<Integer> skipped;
    private final EmbeddingUsage usage;
    private final List<AnswerReport> answers;

    EmbeddingResult(
            float[][] vectors,
            SortedMap<Integer, RuntimeException> failures,
            SortedSet<Integer> skipped,
            EmbeddingUsage usage,
            List<AnswerReport> answers) {
        this.vectors = vectors;
        this.failures = failures;
        this.skipped = skipped;
        this.usage = usage;
        this.answers = answers;
    }

    /**
     * Begins a result.
     *
     * @param size how many texts there are
     * @return to be told what became of them
     */
    public static EmbeddingResultBuilder of(int size) {
        return new EmbeddingResultBuilder(size);
    }

    /**
     * Returns how many texts there were.
     *
     * @return positions
     */
    public int size() {
        return vectors.length;
    }

    /**
     * Tells whether every position has a vector.
     *
     * @return whether nothing failed and nothing was skipped
     */
    public boolean complete() {
        return failures.isEmpty() && skipped.isEmpty();
    }

    /**
     * Tells whether a position has a vector.
     *
     * @param position of the text
     * @return whether there is a vector
     */
    public boolean has(int position) {
        return vectors[position].length > 0;
    }

    /**
     * Returns the vector of a text.
     *
     * @param position of the text
     * @return the vector; the caller's own
     * @throws IllegalArgumentException if the text was refused or skipped; the message gives its position
     * @throws RuntimeException any other reason why there is none
     */
    public float[] vector(int position) {
        if (has(position)) {
            return vectors[position];
        }
        @Nullable RuntimeException cause = failures.get(position);
        if (cause instanceof IllegalArgumentException) {
            throw new IllegalArgumentException("text %d: %s".formatted(position, cause.getMessage()), cause);
        }
        throw cause != null ? cause : new IllegalArgumentException("text %d was skipped".formatted(position));
    }

    /**
     * Returns the vectors of all texts.
     *
     * @return one for each text, in the order of the texts; the caller's own
     * @throws RuntimeException the reason why the first of those without a vector has none
     */
    public List<float[]> vectors() {
        List<float[]> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            all.add(vector(i));
        }
        return all;
    }

    /**
     * Returns why texts have no vector: an {@link IllegalArgumentException} for a text that was not even sent, else what the host
     * did. The messages tell no positions.
     *
     * @return causes by position, in ascending order
     */
    public Map<Integer, RuntimeException> failures() {
        return failures;
    }

    /**
     * Returns which texts were skipped because the policy wants that.
     *
     * @return positions, in ascending order
     */
    public SortedSet<Integer> skipped() {
        return skipped;
    }

    /**
     * Returns what it cost.
     *
     * @return tokens billed and saved, and the cost
     */
    public EmbeddingUsage usage() {
        return usage;
    }

    /**
     * Returns what hosts said about each of their answers.
     *
     * @return one report for each answer, in the order of their arrival
     */
    public List<AnswerReport> answers() {
        return answers;
    }
}
