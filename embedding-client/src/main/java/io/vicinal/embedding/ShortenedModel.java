package io.vicinal.embedding;

import io.vicinal.embedding.text.TokenCounter;
import java.util.Arrays;
import java.util.List;

/**
 * The first components of another model's vectors, brought back to length 1. Only vectors of models that were trained for it
 * (Matryoshka) keep their meaning, for instance OpenAI's of the third generation.
 *
 * <p>Around a model with a cache, one full vector in the cache serves every shorter one. Vectors shortened here are not taken to be
 * comparable with those that a host shortens.
 */
public final class ShortenedModel implements EmbeddingModel {
    private final EmbeddingModel full;
    private final int dimension;

    private ShortenedModel(EmbeddingModel full, int dimension) {
        this.full = full;
        this.dimension = dimension;
    }

    /**
     * Shortens the vectors of a model.
     *
     * @param full the model; closed with the returned one
     * @param dimension floats to keep, at least 1
     * @return a model of shorter vectors
     * @throws IllegalArgumentException if the dimension is less than 1
     */
    public static ShortenedModel of(EmbeddingModel full, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1 but is %d".formatted(dimension));
        }
        return new ShortenedModel(full, dimension);
    }

    @Override
    public String identity() {
        return full.identity() + " first=" + dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public TokenCounter tokenCounter() {
        return full.tokenCounter();
    }

    @Override
    public boolean isAtHand(String text) {
        return full.isAtHand(text);
    }

    /**
     * Embeds texts, all or none.
     *
     * @throws IllegalStateException if the full vectors are shorter than what was to be kept of them
     */
    @Override
    public List<float[]> embed(List<String> texts) {
        return shortened(full.embedAll(texts)).vectors();
    }

    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        return shortened(full.embedAll(texts));
    }

    private EmbeddingResult shortened(EmbeddingResult result) {
        EmbeddingResultBuilder shortened = EmbeddingResult.of(result.size()).accountOf(result);
        for (int i = 0; i < result.size(); i++) {
            if (!result.has(i)) {
                shortened.take(i, result, i);
                continue;
            }
            try {
                shortened.vector(i, shortened(result.vector(i)));
            } catch (IllegalStateException e) {
                shortened.failure(i, e);
            }
        }
        return shortened.build();
    }

    private float[] shortened(float[] vector) {
        if (vector.length < dimension) {
            throw new IllegalStateException(
                    "%d components are to be kept but vectors have %d".formatted(dimension, vector.length));
        }
        float[] first = Arrays.copyOf(vector, dimension);
        double squares = 0;
        for (float component : first) {
            squares += (double) component * component;
        }
        if (squares == 0) {
            throw new IllegalStateException("the first %d components are all 0".formatted(dimension));
        }
        double scale = 1 / Math.sqrt(squares);
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (first[i] * scale);
        }
        return first;
    }

    @Override
    public void close() {
        full.close();
    }
}
