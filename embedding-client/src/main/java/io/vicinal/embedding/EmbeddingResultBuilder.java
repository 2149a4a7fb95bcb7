package io.vicinal.embedding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Is told what became of each text; for one thread. */
public final class EmbeddingResultBuilder {
    private static final float[] ABSENT = new float[0];

    private final float[][] vectors;
    private final boolean[] known;
    private final SortedMap<Integer, RuntimeException> failures = new TreeMap<>();
    private final SortedSet<Integer> skipped = new TreeSet<>();
    private final List<AnswerReport> answers = new ArrayList<>();
    private EmbeddingUsage usage = EmbeddingUsage.NONE;

    EmbeddingResultBuilder(int size) {
        vectors = new float[size][];
        known = new boolean[size];
    }

    /**
     * Gives a text its vector.
     *
     * @param position of the text
     * @param vector its vector, from now on the result's
     * @return this builder
     * @throws IllegalArgumentException if the vector has no components
     * @throws IllegalStateException if this position is known already
     */
    public EmbeddingResultBuilder vector(int position, float[] vector) {
        if (vector.length == 0) {
            throw new IllegalArgumentException("the vector of text %d has no components".formatted(position));
        }
        settle(position, vector);
        return this;
    }

    /**
     * Says why a text has no vector.
     *
     * @param position of the text
     * @param cause the reason
     * @return this builder
     * @throws IllegalStateException if this position is known already
     */
    public EmbeddingResultBuilder failure(int position, RuntimeException cause) {
        settle(position, ABSENT);
        failures.put(position, cause);
        return this;
    }

    /**
     * Says that a text was left out on purpose.
     *
     * @param position of the text
     * @return this builder
     * @throws IllegalStateException if this position is known already
     */
    public EmbeddingResultBuilder skipped(int position) {
        settle(position, ABSENT);
        skipped.add(position);
        return this;
    }

    /**
     * Adds what was paid or saved.
     *
     * @param more to be added
     * @return this builder
     */
    public EmbeddingResultBuilder usage(EmbeddingUsage more) {
        usage = usage.plus(more);
        return this;
    }

    /**
     * Adds an answer and its usage.
     *
     * @param report what the host said
     * @return this builder
     */
    public EmbeddingResultBuilder answer(AnswerReport report) {
        answers.add(report);
        return usage(EmbeddingUsage.of(report));
    }

    /**
     * Takes over one position of another result, without its usage.
     *
     * @param position of the text here
     * @param part the other result
     * @param partPosition of the text there
     * @return this builder
     * @throws IllegalStateException if this position is known already
     */
    public EmbeddingResultBuilder take(int position, EmbeddingResult part, int partPosition) {
        if (part.has(partPosition)) {
            return vector(position, part.vector(partPosition));
        }
        if (part.skipped().contains(partPosition)) {
            return skipped(position);
        }
        return failure(position, Objects.requireNonNull(part.failures().get(partPosition)));
    }

    /**
     * Adds usage and answers of another result.
     *
     * @param part the other result
     * @return this builder
     */
    public EmbeddingResultBuilder accountOf(EmbeddingResult part) {
        answers.addAll(part.answers());
        return usage(part.usage());
    }

    private void settle(int position, float[] vector) {
        if (known[position]) {
            throw new IllegalStateException("text %d has a result already".formatted(position));
        }
        known[position] = true;
        vectors[position] = vector;
    }

    /**
     * Ends the result; this builder must not be used any more.
     *
     * @return the result
     * @throws IllegalStateException if a position is not known
     */
    public EmbeddingResult build() {
        for (int i = 0; i < known.length; i++) {
            if (!known[i]) {
                throw new IllegalStateException("text %d of %d has no result".formatted(i, known.length));
            }
        }
        return new EmbeddingResult(
                vectors,
                Collections.unmodifiableSortedMap(failures),
                Collections.unmodifiableSortedSet(skipped),
                usage,
                List.copyOf(answers));
    }
}
