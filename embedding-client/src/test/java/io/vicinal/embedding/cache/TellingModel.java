package io.vicinal.embedding.cache;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingResultBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model whose vectors tell their text, and that tells what it was asked for. It can be made to fail. */
final class TellingModel implements EmbeddingModel {
    private static final int DIMENSION = 4;

    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final Map<String, Integer> embedded = new ConcurrentHashMap<>();

    /** Such a text fails. */
    volatile Set<String> poison = Set.of();

    /** Such a text gets a vector that is none. */
    volatile Set<String> improper = Set.of();

    /** That many batches succeed. */
    final AtomicInteger batchesToFailure = new AtomicInteger(Integer.MAX_VALUE);

    /** Runs before each batch. */
    volatile Runnable before = () -> {};

    /** Whether blank texts are left out. */
    volatile boolean blankIsSkipped;

    boolean closed;

    static float[] vectorOf(String text) {
        CacheKey hash = CacheKey.of("", text);
        return new float[] {(int) hash.first(), (int) (hash.first() >>> 32), (int) hash.second(), 1};
    }

    @Override
    public String identity() {
        return "telling";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedAll(texts).vectors();
    }

    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        batches.add(List.copyOf(texts));
        before.run();
        boolean overloaded = batchesToFailure.getAndDecrement() <= 0;
        EmbeddingResultBuilder result = EmbeddingResult.of(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (overloaded) {
                result.failure(i, new IllegalStateException("overloaded"));
            } else if (poison.contains(text)) {
                result.failure(i, new IllegalStateException("poisoned by " + text));
            } else if (blankIsSkipped && text.isBlank()) {
                result.skipped(i);
            } else {
                embedded.merge(text, 1, Integer::sum);
                result.vector(i, improper.contains(text) ? new float[DIMENSION] : vectorOf(text));
            }
        }
        return result.build();
    }

    @Override
    public void close() {
        closed = true;
    }
}
