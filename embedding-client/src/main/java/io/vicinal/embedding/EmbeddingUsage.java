package io.vicinal.embedding;

import java.util.OptionalDouble;

/**
 * What vectors cost.
 *
 * @param answers how many requests were answered with vectors
 * @param billedTokens billed by the host, with an estimate for answers that do not tell
 * @param estimatedTokens how many of the billed tokens are such an estimate
 * @param savedTexts how many texts needed no request: they were there already, or twice
 * @param savedTokens an estimate of what those would have cost
 * @param cost the sum of what hosts reported, in the currency of the account; absent if none did
 */
public record EmbeddingUsage(
        long answers, long billedTokens, long estimatedTokens, long savedTexts, long savedTokens, OptionalDouble cost) {
    /** Nothing asked, nothing paid. */
    public static final EmbeddingUsage NONE = new EmbeddingUsage(0, 0, 0, 0, 0, OptionalDouble.empty());

    /**
     * Returns the usage of one answer.
     *
     * @param report what the host said
     * @return its usage
     */
    public static EmbeddingUsage of(AnswerReport report) {
        return new EmbeddingUsage(1, report.tokens(), report.estimated() ? report.tokens() : 0, 0, 0, report.cost());
    }

    /**
     * Returns the usage of texts that needed no request.
     *
     * @param texts how many they are
     * @param tokens an estimate of what they would have cost
     * @return the usage
     */
    public static EmbeddingUsage saved(long texts, long tokens) {
        return new EmbeddingUsage(0, 0, 0, texts, tokens, OptionalDouble.empty());
    }

    /**
     * Adds two usages.
     *
     * @param other the other
     * @return the sum
     */
    public EmbeddingUsage plus(EmbeddingUsage other) {
        OptionalDouble sum = cost.isEmpty() ? other.cost : OptionalDouble.of(cost.getAsDouble() + other.cost.orElse(0));
        return new EmbeddingUsage(
                answers + other.answers,
                billedTokens + other.billedTokens,
                estimatedTokens + other.estimatedTokens,
                savedTexts + other.savedTexts,
                savedTokens + other.savedTokens,
                sum);
    }
}
