package io.vicinal.cli.model;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.cache.CacheInUseException;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.storage.CorruptFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model and the cache before it, closed together. */
public final class OpenModel implements Closeable {
    /** Two and a half million vectors of 384 floats, or 680,000 of 1,536. Only what is used takes space on disk. */
    private static final long CACHE_BYTES = 4L << 30;

    private final EmbeddingModel model;
    private final @Nullable EmbeddingCache cache;

    private OpenModel(EmbeddingModel model, @Nullable EmbeddingCache cache) {
        this.model = model;
        this.cache = cache;
    }

    /**
     * Opens a model.
     *
     * @param request which
     * @param cacheFolder where vectors are kept; null to keep none
     * @return the model, to be closed by the caller
     * @throws IOException if the cache can't be opened
     */
    public static OpenModel open(ModelRequest request, @Nullable Path cacheFolder) throws IOException {
        return open(cacheFolder, request::open);
    }

    /**
     * Opens a model to count tokens and to look into the cache: nothing is sent, so that no key is needed.
     *
     * @param request which
     * @param cacheFolder where vectors are kept; null for nowhere
     * @return the model, to be closed by the caller
     * @throws IOException if the cache can't be opened
     */
    public static OpenModel openToCount(ModelRequest request, @Nullable Path cacheFolder) throws IOException {
        boolean there = cacheFolder != null && Files.isDirectory(cacheFolder);
        return open(there ? cacheFolder : null, request::openToCount);
    }

    private static OpenModel open(@Nullable Path cacheFolder, Function<@Nullable EmbeddingCache, EmbeddingModel> model)
            throws IOException {
        EmbeddingCache cache = cacheFolder == null ? null : openOrExplain(cacheFolder);
        try {
            return new OpenModel(model.apply(cache), cache);
        } catch (RuntimeException e) {
            if (cache != null) {
                cache.close();
            }
            throw e;
        }
    }

    private static EmbeddingCache openOrExplain(Path folder) throws IOException {
        try {
            return openCache(folder);
        } catch (CacheInUseException e) {
            throw new IOException(e.getMessage() + "; --cache names another one, --no-cache does without", e);
        }
    }

    /**
     * Opens the cache that all commands share.
     *
     * @param folder where it is
     * @return the cache, to be closed by the caller
     * @throws CacheInUseException if another process has it
     * @throws IOException if it can't be opened
     */
    public static EmbeddingCache openCache(Path folder) throws IOException {
        CacheOptions options = CacheOptions.defaults()
                .withMaxBytes(CACHE_BYTES)
                .withWarnings(warning -> System.err.println("vicinal: " + warning));
        try {
            return ChronicleEmbeddingCache.open(folder, options);
        } catch (CorruptFileException e) {
            throw new IOException(e.getMessage() + "; remove the folder %s to begin a new cache".formatted(folder), e);
        }
    }

    /**
     * Returns the model.
     *
     * @return a model that looks into the cache first, if there is one
     */
    public EmbeddingModel model() {
        return model;
    }

    @Override
    public void close() throws IOException {
        try {
            model.close();
        } finally {
            if (cache != null) {
                cache.close();
            }
        }
    }
}
