package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingUsage;

/**
 * What has been done, and what it cost.
 *
 * @param documents how many have been read
 * @param chunks how many of their chunks are settled: the sum of the next four
 * @param embedded chunks that the model was asked for
 * @param cached chunks that cost nothing: they were in the cache, or there twice
 * @param skipped chunks left out, as the model's policies want
 * @param failed chunks without a vector
 * @param usage tokens billed and saved, and the cost if hosts reported it
 */
public record IngestAccount(
        long documents, long chunks, long embedded, long cached, long skipped, long failed, EmbeddingUsage usage) {
    static final IngestAccount NONE = new IngestAccount(0, 0, 0, 0, 0, 0, EmbeddingUsage.NONE);

    IngestAccount documents(long read) {
        return new IngestAccount(read, chunks, embedded, cached, skipped, failed, usage);
    }

    IngestAccount plus(EmbeddingResult result) {
        long without = result.failures().size() + (long) result.skipped().size();
        long saved = result.usage().savedTexts();
        return new IngestAccount(
                documents,
                chunks + result.size(),
                embedded + result.size() - without - saved,
                cached + saved,
                skipped + result.skipped().size(),
                failed + result.failures().size(),
                usage.plus(result.usage()));
    }

    /**
     * Returns how often the model need not be asked.
     *
     * @return cached chunks of those with a vector, 0 to 1; 0 as long as there are none
     */
    public double hitRate() {
        return cached == 0 ? 0 : (double) cached / (cached + embedded);
    }
}
