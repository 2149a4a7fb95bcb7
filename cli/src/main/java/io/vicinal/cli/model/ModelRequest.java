package io.vicinal.cli.model;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.ShortenedModel;
import io.vicinal.embedding.cache.CachedModel;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.client.EmbeddingClient;
import io.vicinal.embedding.client.EmbeddingClientBuilder;
import io.vicinal.embedding.provider.Provider;
import io.vicinal.embedding.provider.RequestField;
import io.vicinal.embedding.text.LongTexts;
import org.jspecify.annotations.Nullable;

/**
 * Which model is wanted, and how it is asked.
 *
 * @param name the model
 * @param dimensions how long its vectors shall be; 0 leaves that to the model
 * @param concurrency requests at the same time
 * @param perMinute requests a minute; 0 for any number
 * @param keyVariable the environment variable with the key; null for the provider's own
 */
public record ModelRequest(
        ModelName name,
        int dimensions,
        int concurrency,
        int perMinute,
        @Nullable String keyVariable) {
    /** Requests at the same time, unless somebody wants another number. */
    public static final int CONCURRENCY = 16;

    /** The model that comes with the program. */
    public static final ModelRequest LOCAL = new ModelRequest(ModelName.LOCAL, 0, CONCURRENCY, 0, null);

    /**
     * Opens the model without a key, to count and to look into the cache only.
     *
     * @param cache what to look into; null for nothing
     * @return the model, to be closed by the caller
     */
    public EmbeddingModel openToCount(@Nullable EmbeddingCache cache) {
        return name.provider()
                .map(provider -> remote(builder(provider).apiKey("not-sent-anywhere"), provider, cache))
                .orElseGet(() -> local(cache));
    }

    /**
     * Opens the model. A remote one is not spoken to yet.
     *
     * @param cache what to look into first; null for nothing
     * @return the model, to be closed by the caller
     * @throws IllegalArgumentException if a key is missing or the model can't have such dimensions
     */
    public EmbeddingModel open(@Nullable EmbeddingCache cache) {
        return name.provider()
                .map(provider -> remote(builder(provider), provider, cache))
                .orElseGet(() -> local(cache));
    }

    private EmbeddingModel local(@Nullable EmbeddingCache cache) {
        LocalModel model = LocalModel.load();
        if (dimensions != 0 && dimensions != model.dimension()) {
            model.close();
            throw new IllegalArgumentException(
                    "the local model has %d dimensions, not %d".formatted(model.dimension(), dimensions));
        }
        return cached(model, cache);
    }

    private EmbeddingClientBuilder builder(Provider provider) {
        return EmbeddingClient.builder(keyVariable == null ? provider : provider.keyVariable(keyVariable))
                .model(name.model())
                .longTexts(LongTexts.CHUNK)
                .sending(how -> how.concurrency(concurrency).perMinute(perMinute, 0));
    }

    private EmbeddingModel remote(EmbeddingClientBuilder builder, Provider provider, @Nullable EmbeddingCache cache) {
        if (dimensions > 0 && provider.supports(RequestField.DIMENSIONS)) {
            return cached(builder.dimensions(dimensions).build(), cache);
        }
        EmbeddingModel full = cached(builder.build(), cache);
        return dimensions > 0 ? ShortenedModel.of(full, dimensions) : full;
    }

    private static EmbeddingModel cached(EmbeddingModel model, @Nullable EmbeddingCache cache) {
        return cache == null ? model : CachedModel.of(model, cache);
    }
}
