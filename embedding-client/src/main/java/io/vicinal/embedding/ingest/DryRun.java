package io.vicinal.embedding.ingest;

/**
 * What a run would do.
 *
 * @param documents how many there are
 * @param chunks how many chunks they have
 * @param blank chunks of nothing but white space, which the model will refuse or skip
 * @param cached chunks that would cost nothing: their vectors are in the cache, or they are there twice
 * @param tokens of all chunks, as the model's counter counts them
 * @param tokensToPay of those that are not at hand
 */
public record DryRun(long documents, long chunks, long blank, long cached, long tokens, long tokensToPay) {
    /**
     * Returns how often the model need not be asked.
     *
     * @return cached chunks of all that are not blank, 0 to 1
     */
    public double hitRate() {
        return cached == 0 ? 0 : (double) cached / (chunks - blank);
    }

    /**
     * Returns what the run would cost.
     *
     * @param pricePerToken in any currency
     * @return the price of the tokens to pay, in that currency
     */
    public double cost(double pricePerToken) {
        return tokensToPay * pricePerToken;
    }
}
