package io.vicinal.embedding.text;

/**
 * Counts the tokens of a text as a model would.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface TokenCounter {
    /**
     * Counts tokens.
     *
     * @param text the text
     * @return how many; if it is an estimate, rather too many than too few
     */
    int count(String text);

    /**
     * Tells whether counts are those of the model.
     *
     * @return false if they are estimates
     */
    boolean exact();

    /**
     * Returns a counter for a model: exact for OpenAI's, if {@code com.knuddels:jtokkit} is there, else an estimate that is rather too
     * high.
     *
     * @param model the model's name, as any provider writes it
     * @return a counter
     */
    static TokenCounter forModel(String model) {
        return OpenAiTokens.counts(model) ? OpenAiTokens.orElse(SafeEstimate.INSTANCE) : SafeEstimate.INSTANCE;
    }

    /**
     * Returns a counter that estimates, rather too high, for any model.
     *
     * @return the counter
     */
    static TokenCounter estimate() {
        return SafeEstimate.INSTANCE;
    }
}
