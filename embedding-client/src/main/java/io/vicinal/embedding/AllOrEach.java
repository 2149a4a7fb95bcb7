package io.vicinal.embedding;

import java.util.ArrayList;
import java.util.List;

/** What {@link EmbeddingModel#embedAll} does with a model that only knows all or none. */
final class AllOrEach {
    private final EmbeddingModel model;
    private final List<String> texts;
    private final EmbeddingResultBuilder result;

    private AllOrEach(EmbeddingModel model, List<String> texts) {
        this.model = model;
        this.texts = texts;
        this.result = EmbeddingResult.of(texts.size());
    }

    static EmbeddingResult embed(EmbeddingModel model, List<String> texts) {
        return new AllOrEach(model, texts).embed();
    }

    private EmbeddingResult embed() {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isBlank()) {
                result.failure(i, new IllegalArgumentException("the text is blank"));
            } else {
                positions.add(i);
            }
        }
        if (!positions.isEmpty()) {
            embedAll(positions);
        }
        return result.build();
    }

    private void embedAll(List<Integer> positions) {
        List<float[]> vectors;
        try {
            vectors = model.embed(positions.stream().map(texts::get).toList());
        } catch (RuntimeException e) {
            embedEach(positions, e);
            return;
        }
        settle(positions, vectors);
    }

    private void embedEach(List<Integer> positions, RuntimeException fault) {
        for (int position : positions) {
            if (positions.size() == 1 || Thread.currentThread().isInterrupted()) {
                result.failure(position, fault);
            } else {
                embedAll(List.of(position));
            }
        }
    }

    /** Nobody knows which vector is whose if there are too few or too many. */
    private void settle(List<Integer> positions, List<float[]> vectors) {
        RuntimeException miscounted = new IllegalStateException(
                "%s gave %d vectors for %d texts".formatted(model.identity(), vectors.size(), positions.size()));
        for (int i = 0; i < positions.size(); i++) {
            if (vectors.size() == positions.size()) {
                result.vector(positions.get(i), vectors.get(i));
            } else {
                result.failure(positions.get(i), miscounted);
            }
        }
    }
}
