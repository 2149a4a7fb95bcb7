package io.vicinal.embedding.cache;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.text.TokenCounter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that looks into a cache first. Each text gets its own vector, whatever the mix of texts that are known, new, impossible, or
 * there more than once; the model is asked for each new text once, also when several threads want it at the same time.
 *
 * <p>New vectors go into the cache batch by batch. So when the model fails, or the process ends, what came before has been kept.
 */
public final class CachedModel implements EmbeddingModel {
    /** So many texts at most have to be embedded again when the process is killed. */
    private static final int BATCH_SIZE = 256;

    private final EmbeddingModel model;
    private final EmbeddingCache cache;
    private final int batchSize;
    private final TextsInFlight inFlight = new TextsInFlight();
    private final VectorKeeper keeper;

    /** Of the first vector seen; 0 before. */
    private final AtomicInteger dimension = new AtomicInteger();

    private CachedModel(EmbeddingModel model, EmbeddingCache cache, int batchSize) {
        this.model = model;
        this.cache = cache;
        this.batchSize = batchSize;
        this.keeper = new VectorKeeper(cache);
    }

    /**
     * Puts a cache before a model, which is asked for up to 256 texts at once.
     *
     * @param model the model; closed with this one
     * @param cache the cache, which may serve other models too; it stays open when this model is closed
     * @return the model with the cache
     */
    public static CachedModel of(EmbeddingModel model, EmbeddingCache cache) {
        return of(model, cache, BATCH_SIZE);
    }

    /**
     * Puts a cache before a model.
     *
     * @param model the model; closed with this one
     * @param cache the cache, which may serve other models too; it stays open when this model is closed
     * @param batchSize how many texts the model is asked for at once, at most
     * @return the model with the cache
     * @throws IllegalArgumentException if the batch size is less than 1
     */
    public static CachedModel of(EmbeddingModel model, EmbeddingCache cache, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1 but is " + batchSize);
        }
        return new CachedModel(model, cache, batchSize);
    }

    @Override
    public String identity() {
        return model.identity();
    }

    /** Returns the length of the vectors: of one seen before, so that nobody need be asked, else what the model says. */
    @Override
    public int dimension() {
        int seen = dimension.get();
        return seen > 0 ? seen : model.dimension();
    }

    @Override
    public TokenCounter tokenCounter() {
        return model.tokenCounter();
    }

    @Override
    public boolean isAtHand(String text) {
        return cache.contains(CacheKey.of(model.identity(), text));
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedAll(texts).vectors();
    }

    /**
     * Embeds texts, as many as possible. A vector from the cache that is not as long as those of the model counts as a failure. A
     * thread that is interrupted while others embed its texts gives those up.
     */
    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        CachedCall call = new CachedCall(model, cache, keeper, texts);
        call.run(inFlight, batchSize);
        EmbeddingResult result = call.result();
        for (int i = 0; dimension.get() == 0 && i < result.size(); i++) {
            if (result.has(i)) {
                dimension.compareAndSet(0, result.vector(i).length);
            }
        }
        return result;
    }

    @Override
    public void close() {
        model.close();
    }
}
